# Manual 5.3
Feature: 5.3 V$DCPINSTS shows all nodes of the MPP

  # 表 5.2
  Scenario: [1] It has the manual's columns
    Given the DCP of manual 6.1 runs
    When the DBA executes "SELECT NAME, EPNO, IP, PORT FROM V$DCPINSTS"
    Then "SELECT * FROM V$DCPINSTS" gives the DBA the columns:
      | NAME | VARCHAR(128) |
      | EPNO | INT          |
      | IP   | VARCHAR(100) |
      | PORT | INT          |

  # 该视图中的数据也是在管理连接中调用接口 SP_DCP_REFRESH_CONFIG 得到的
  Scenario: [2] Before a refresh it is empty
    Given the MPP of manual 6.1 runs
    And the DCP of manual 6.1 runs
    And these calls are made at the management port:
      | SP_DCP_ADD_INST('MPP_EP01', '192.168.0.1', 5236) |
    When the DBA executes "SP_DCP_SET_LOGIN('SYSDBA', 'SYSDBA')"
    Then "SELECT * FROM V$DCPINSTS" gives the DBA no rows

  # 根据 SYSDCPINSTS 表中提供的节点信息，再连接 DM MPP 服务器节点请求得到的
  Scenario: [3] After it, it has the MPP's instance names, not those of SYSDCPINSTS
    When the MPP and the DCP of manual 6.1 run
    Then "SELECT * FROM V$DCPINSTS" gives the DBA:
      | NAME | EPNO | IP          | PORT |
      | EP01 | 0    | 192.168.0.1 | 5236 |
      | EP02 | 1    | 192.168.0.2 | 5237 |

  Scenario: [4] It can be queried as a table
    Given the MPP and the DCP of manual 6.1 run
    When the DBA executes "SELECT I.NAME, V.NAME EP, V.EPNO FROM SYS.SYSDCPINSTS I, V$DCPINSTS V WHERE I.PORT = V.PORT AND V.EPNO > 0"
    Then the result is:
      | NAME     | EP   | EPNO |
      | MPP_EP02 | EP02 | 1    |
