# Manual 6.1.6, 6.1.7, 6.1.8
Feature: 6.1.6 to 6.1.8 From the start of the servers to service (经典情景一：普通 MPP 环境)

  The column 行号 is DIsql's and is left out. Statements are the manual's, letter by letter.

  # 6.1.6 启动 DM MPP 和 DCP
  Scenario: [1] Each EP lets SYSDBA in: the configuration is right (如果能够登录成功，说明配置成功了)
    When the MPP starts
    Then "SELECT INSTANCE_NAME FROM V$INSTANCE WHERE SF_GET_EP_SEQNO(ROWID) = SF_GET_SELF_EP_SEQNO()" gives a client of EP01:
      | INSTANCE_NAME |
      | EP01          |
    And "SELECT INSTANCE_NAME FROM V$INSTANCE WHERE SF_GET_EP_SEQNO(ROWID) = SF_GET_SELF_EP_SEQNO()" gives a client of EP02:
      | INSTANCE_NAME |
      | EP02          |

  # 6.1.7 添加 MPP 节点信息
  Scenario: [2] The nodes and the login are told to the DCP
    Given the MPP of manual 6.1 runs
    And the DCP of manual 6.1 runs
    When the DBA executes these:
      | SP_DCP_ADD_INST('MPP_EP01', '192.168.0.1', 5236); |
      | SP_DCP_ADD_INST('MPP_EP02', '192.168.0.2', 5237); |
      | SP_DCP_SET_LOGIN('SYSDBA', 'SYSDBA');             |
    Then "select * from SYS.SYSDCPINSTS;" gives the DBA:
      | NAME     | IP          | PORT |
      | MPP_EP01 | 192.168.0.1 | 5236 |
      | MPP_EP02 | 192.168.0.2 | 5237 |
    And "select * from SYS.SYSDCPLOGIN;" gives the DBA:
      | USERNAME |
      | SYSDBA   |

  # 6.1.8 获取配置信息
  Scenario: [3] The DCP learns the MPP's configuration
    Given the MPP of manual 6.1 runs
    And the DCP of manual 6.1 runs
    And these calls are made at the management port:
      | SP_DCP_ADD_INST('MPP_EP01', '192.168.0.1', 5236); |
      | SP_DCP_ADD_INST('MPP_EP02', '192.168.0.2', 5237); |
      | SP_DCP_SET_LOGIN('SYSDBA', 'SYSDBA');             |
    When the DBA executes "SP_DCP_REFRESH_CONFIG();"
    Then "select * from V$DCPINSTS;" gives the DBA:
      | NAME | EPNO | IP          | PORT |
      | EP01 | 0    | 192.168.0.1 | 5236 |
      | EP02 | 1    | 192.168.0.2 | 5237 |

  # 至此，环境配置搭建完毕。应用可直接通过 DCP 的 PORT_NUM 端口进行 DM MPP 的相关操作
  Scenario: [4] Applications work on the MPP through PORT_NUM
    Given the MPP and the DCP of manual 6.1 run
    When the application executes these:
      | CREATE TABLE CITY(ID INT PRIMARY KEY, NAME VARCHAR(50)) DISTRIBUTED BY HASH(ID) |
      | INSERT INTO CITY VALUES(1, '武汉')                                              |
      | INSERT INTO CITY VALUES(2, '北京'), (3, '上海'), (4, '广州')                    |
      | UPDATE CITY SET NAME = '深圳' WHERE ID = 4                                      |
      | DELETE FROM CITY WHERE ID = 3                                                   |
    Then "SELECT ID, NAME FROM CITY ORDER BY ID" gives the application:
      | ID | NAME |
      | 1  | 武汉 |
      | 2  | 北京 |
      | 4  | 深圳 |
    And "SELECT ID, SF_GET_EP_SEQNO(ROWID) EPNO FROM CITY ORDER BY ID" gives the application:
      | ID | EPNO |
      | 1  | 1    |
      | 2  | 0    |
      | 4  | 0    |
    And "SELECT ID, NAME FROM CITY ORDER BY ID" gives a client of EP02:
      | ID | NAME |
      | 1  | 武汉 |
      | 2  | 北京 |
      | 4  | 深圳 |

  Scenario: [5] A transaction through PORT_NUM is whole on both EPs
    Given the MPP and the DCP of manual 6.1 run
    And the application has executed "CREATE TABLE CITY(ID INT PRIMARY KEY, NAME VARCHAR(50)) DISTRIBUTED BY HASH(ID)"
    And the application has begun a transaction with "INSERT INTO CITY VALUES(1, '武汉')"
    And the application has executed "INSERT INTO CITY VALUES(2, '北京')"
    When the application commits
    Then "SELECT ID, NAME FROM CITY ORDER BY ID" gives a client of EP01:
      | ID | NAME |
      | 1  | 武汉 |
      | 2  | 北京 |

  Scenario: [6] Nothing of a transaction that is rolled back through PORT_NUM stays
    Given the MPP and the DCP of manual 6.1 run
    And the application has executed "CREATE TABLE CITY(ID INT PRIMARY KEY, NAME VARCHAR(50)) DISTRIBUTED BY HASH(ID)"
    And the application has begun a transaction with "INSERT INTO CITY VALUES(1, '武汉')"
    And the application has executed "INSERT INTO CITY VALUES(2, '北京')"
    When the application rolls back
    Then "SELECT ID FROM CITY" gives a client of EP01 no rows
