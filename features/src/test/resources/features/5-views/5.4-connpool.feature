# Manual 5.4
Feature: 5.4 V$DCP_CONNPOOL shows the pooled connections

  Scenarios begin at 2026-11-23 00:00:00 UTC, which is second 1795392000; time stands still until it is said to pass.

  Background:
    Given the MPP and the DCP of manual 6.1 run
    And the MPP has the user APP/Apps9pw for applications
    And APP has the table T with the keys 1 to 10, the even ones on EP01 and the odd ones on EP02

  # 表 5.3
  Scenario: [1] It has the manual's columns
    When the DBA executes "SELECT * FROM V$DCP_CONNPOOL"
    Then "SELECT * FROM V$DCP_CONNPOOL" gives the DBA the columns:
      | ID         | BIGINT       |
      | USERNAME   | VARCHAR(128) |
      | CUR_SCH    | VARCHAR(128) |
      | EPNO       | INT          |
      | EXEC_MODE  | INT          |
      | FREE_FLAG  | CHAR         |
      | RELEASE_TS | INT          |

  # RELEASE_TS 上一次放回缓冲池的时间戳，仅当 FREE_FLAG=Y 时有效
  @our-reading
  Scenario: [2] A free connection: when it was given back, in seconds since 1970
    Given the application has executed "SELECT C2 FROM T WHERE C1 = 2"
    And 100 s have passed
    When the application executes "SELECT C2 FROM T WHERE C1 = 3"
    Then "SELECT USERNAME, CUR_SCH, EPNO, FREE_FLAG, RELEASE_TS FROM V$DCP_CONNPOOL ORDER BY EPNO" gives the DBA:
      | USERNAME | CUR_SCH | EPNO | FREE_FLAG | RELEASE_TS |
      | APP      | APP     | 0    | Y         | 1795392000 |
      | APP      | APP     | 1    | Y         | 1795392100 |

  # EXEC_MODE 当前事务执行模式，1：探测；2：强制
  @our-reading
  Scenario: [3] A connection in a transaction: 2, in use, no time
    Given the application is logged in to the user port as APP/Apps9pw
    And these calls are made at the management port:
      | SP_DCP_CLEAR_CONN(100) |
    When the application begins a transaction with "SELECT C2 FROM T WHERE C1 = 3"
    Then "SELECT USERNAME, CUR_SCH, EPNO, EXEC_MODE, FREE_FLAG, RELEASE_TS FROM V$DCP_CONNPOOL" gives the DBA:
      | USERNAME | CUR_SCH | EPNO | EXEC_MODE | FREE_FLAG | RELEASE_TS |
      | APP      | APP     | 1    | 2         | N         | NULL       |

  @our-reading
  Scenario: [4] A free connection is in no transaction: 1
    Given the application is logged in to the user port as APP/Apps9pw
    When the DBA executes "SELECT EXEC_MODE, FREE_FLAG FROM V$DCP_CONNPOOL"
    Then the result is:
      | EXEC_MODE | FREE_FLAG |
      | 1         | Y         |

  # ID 会话 ID
  @our-reading
  Scenario: [5] ID is the session's on the EP
    When the application logs in to the user port as APP/Apps9pw
    Then "SELECT ID FROM V$DCP_CONNPOOL" gives the DBA what "SELECT SESS_ID ID FROM V$SESSIONS WHERE USER_NAME = 'APP'" gives a client of EP01

  # CUR_SCH 当前模式名
  Scenario: [6] CUR_SCH follows SET SCHEMA
    Given the application is logged in to the user port as SYSDBA/SYSDBA
    And these calls are made at the management port:
      | SP_DCP_CLEAR_CONN(100) |
    When the application executes "SET SCHEMA APP"
    Then "SELECT USERNAME, CUR_SCH FROM V$DCP_CONNPOOL" gives the DBA:
      | USERNAME | CUR_SCH |
      | SYSDBA   | APP     |
