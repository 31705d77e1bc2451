# Manual 6.2.11, 6.2.12, 6.2.13
Feature: 6.2.11 to 6.2.13 A DCP before primaries and standbys (MPP 主备环境)

  The column 行号 is DIsql's and is left out. Statements are the manual's, letter by letter.

  Background:
    Given the MPP of manual 6.2 runs
    And the DCP has started
    And these calls are made at the management port:
      | SP_DCP_ADD_INST('MPP_EP01', '192.168.0.141', 5236); |
      | SP_DCP_ADD_INST('MPP_EP02', '192.168.0.142', 5236); |
      | SP_DCP_ADD_INST('MPP_EP11', '192.168.0.142', 5237); |
      | SP_DCP_ADD_INST('MPP_EP22', '192.168.0.141', 5237); |
      | SP_DCP_SET_LOGIN('SYSDBA', 'SYSDBA');               |

  # 6.2.12: names are as they were given; the manual leaves out MPP_ here
  Scenario: [1] Standbys are added too (需要将备库也添加进去)
    When the DBA executes "SP_DCP_REFRESH_CONFIG();"
    Then "select * from SYS.SYSDCPINSTS;" gives the DBA:
      | NAME     | IP            | PORT |
      | MPP_EP01 | 192.168.0.141 | 5236 |
      | MPP_EP02 | 192.168.0.142 | 5236 |
      | MPP_EP11 | 192.168.0.142 | 5237 |
      | MPP_EP22 | 192.168.0.141 | 5237 |
    And "select * from SYS.SYSDCPLOGIN;" gives the DBA:
      | USERNAME |
      | SYSDBA   |

  # 6.2.13
  Scenario: [2] V$DCPINSTS shows the primaries (查询 V$DCPINSTS 得到的是主库的配置信息)
    When the DBA executes "SP_DCP_REFRESH_CONFIG();"
    Then "select * from V$DCPINSTS;" gives the DBA:
      | NAME | EPNO | IP            | PORT |
      | EP01 | 0    | 192.168.0.141 | 5236 |
      | EP02 | 1    | 192.168.0.142 | 5236 |

  # 或者用户可以手动执行 SP_DCP_REFRESH_CONFIG() 刷新配置信息
  Scenario: [3] After a switchover a refresh by hand shows the new primary
    Given the DBA has executed "SP_DCP_REFRESH_CONFIG();"
    And EP11 has taken the place of EP01
    When the DBA executes "SP_DCP_REFRESH_CONFIG();"
    Then "select * from V$DCPINSTS;" gives the DBA:
      | NAME | EPNO | IP            | PORT |
      | EP11 | 0    | 192.168.0.142 | 5237 |
      | EP02 | 1    | 192.168.0.142 | 5236 |

  # 默认情况下，DCP 调度线程每过 256 秒会重新获取 MPP 配置
  Scenario: [4] After a switchover the new primary is shown at the latest after 256 s
    Given the DBA has executed "SP_DCP_REFRESH_CONFIG();"
    And EP11 has taken the place of EP01
    When 256 s pass
    Then "select * from V$DCPINSTS;" soon gives the DBA:
      | NAME | EPNO | IP            | PORT |
      | EP11 | 0    | 192.168.0.142 | 5237 |
      | EP02 | 1    | 192.168.0.142 | 5236 |

  # 如果切换后，DCP 上有事务在进行，DCP 内部会收到错误信息，从而立马重新获取配置信息
  Scenario: [5] A transaction that meets the switchover has the DCP learn of it at once
    Given the DBA has executed "SP_DCP_REFRESH_CONFIG();"
    And the application has executed "CREATE TABLE CITY(ID INT PRIMARY KEY, NAME VARCHAR(50)) DISTRIBUTED BY HASH(ID)"
    And the application has begun a transaction with "INSERT INTO CITY VALUES(2, '北京')"
    And EP11 has taken the place of EP01
    When the application executes "INSERT INTO CITY VALUES(4, '广州')"
    Then that is refused
    And "select * from V$DCPINSTS;" soon gives the DBA:
      | NAME | EPNO | IP            | PORT |
      | EP11 | 0    | 192.168.0.142 | 5237 |
      | EP02 | 1    | 192.168.0.142 | 5236 |

  # 应用可直接通过 DCP 的 PORT_NUM 端口进行 DM MPP 的相关操作
  Scenario: [6] What was committed before is there after a switchover
    Given the DBA has executed "SP_DCP_REFRESH_CONFIG();"
    And the application has executed "CREATE TABLE CITY(ID INT PRIMARY KEY, NAME VARCHAR(50)) DISTRIBUTED BY HASH(ID)"
    And the application has executed "INSERT INTO CITY VALUES(1, '武汉'), (2, '北京')"
    And the application has logged out
    And EP11 has taken the place of EP01
    When the DBA executes "SP_DCP_REFRESH_CONFIG();"
    Then "SELECT ID, NAME FROM CITY ORDER BY ID" gives the application:
      | ID | NAME |
      | 1  | 武汉 |
      | 2  | 北京 |

  # 6.2.2.4 misprints EP11's MAL_INST_HOST: it is EP22's address, and so is what EP11 says of itself
  Scenario: [7] No statement reaches EP22 when EP11 is primary
    Given the MPP has the user APP/Apps9pw for applications
    And the DBA has executed "SP_DCP_REFRESH_CONFIG();"
    And EP11 has taken the place of EP01
    And the DBA has executed "SP_DCP_REFRESH_CONFIG();"
    When the application executes these:
      | CREATE TABLE CITY(ID INT PRIMARY KEY, NAME VARCHAR(50)) DISTRIBUTED BY HASH(ID) |
      | INSERT INTO CITY VALUES(2, '北京')                                              |
      | INSERT INTO CITY VALUES(4, '广州')                                              |
      | DELETE FROM CITY WHERE ID = 4                                                   |
    Then "SELECT ID, NAME FROM CITY" gives the application:
      | ID | NAME |
      | 2  | 北京 |
    And of EP11 and EP22 only the first has seen APP

  Scenario: [8] No statement reaches EP22 when EP11 has taken over from EP01, which is lost
    Given the MPP has the user APP/Apps9pw for applications
    And the DBA has executed "SP_DCP_REFRESH_CONFIG();"
    And the application has executed "CREATE TABLE CITY(ID INT PRIMARY KEY, NAME VARCHAR(50)) DISTRIBUTED BY HASH(ID)"
    And the application has executed "INSERT INTO CITY VALUES(2, '北京')"
    And the application has logged out
    And EP01 is lost, and EP11 has taken over
    And the DBA has executed "SP_DCP_REFRESH_CONFIG();"
    When the application executes these:
      | INSERT INTO CITY VALUES(4, '广州') |
      | INSERT INTO CITY VALUES(6, '深圳') |
      | DELETE FROM CITY WHERE ID = 6      |
    Then "SELECT ID, NAME FROM CITY ORDER BY ID" gives the application:
      | ID | NAME |
      | 2  | 北京 |
      | 4  | 广州 |
    And of EP11 and EP22 only the first has seen APP
