# Manual 5.1
Feature: 5.1 V$SESSIONS.DCP_FLAG

  Background:
    Given the MPP of manual 6.1 runs
    And the MPP has the user APP/Apps9pw for applications

  # 当在 DCP 服务器上查询 V$SESSIONS 时，DCP_FLAG 表示是否是通过 DCP_PORT 登录 DCP 服务器的会话
  Scenario: [1] On the DCP: Y who came through the management port, N who came through the user port
    Given the DCP of manual 6.1 runs, configured as in 6.1.7 and 6.1.8
    And the application is logged in to the user port as APP/Apps9pw
    When the DBA executes "SELECT USER_NAME, DCP_FLAG FROM V$SESSIONS ORDER BY USER_NAME"
    Then the result is:
      | USER_NAME | DCP_FLAG |
      | APP       | N        |
      | SYSDBA    | Y        |

  # 当在 DM MPP 的 EP 节点上查询 V$SESSIONS 时，DCP_FLAG 表示是否是通过 DCP 代理连接到 MPP 的 EP 节点的会话
  @our-reading
  Scenario: [2] On an EP: Y who came through a DCP, N who came directly; the DCP says so with DCP_MPP_FLAG = 1
    Given the DCP's dm.ini says DCP_MPP_FLAG = 1
    And the DCP of manual 6.1 runs, configured as in 6.1.7 and 6.1.8
    And the application is logged in to the user port as APP/Apps9pw
    When a client of EP01 executes "SELECT USER_NAME, DCP_FLAG FROM V$SESSIONS WHERE USER_NAME = 'APP' OR SQL_TEXT LIKE '%DCP_FLAG%' ORDER BY USER_NAME"
    Then the result is:
      | USER_NAME | DCP_FLAG |
      | APP       | Y        |
      | SYSDBA    | N        |

  @our-reading
  Scenario: [3] Without DCP_MPP_FLAG an EP takes all for direct
    Given the DCP of manual 6.1 runs, configured as in 6.1.7 and 6.1.8
    And the application is logged in to the user port as APP/Apps9pw
    When a client of EP01 executes "SELECT USER_NAME, DCP_FLAG FROM V$SESSIONS WHERE USER_NAME = 'APP'"
    Then the result is:
      | USER_NAME | DCP_FLAG |
      | APP       | N        |

  # the user port passes it on to an EP
  Scenario: [4] On the user port V$SESSIONS is the MPP's
    Given the DCP's dm.ini says DCP_MPP_FLAG = 1
    And the DCP of manual 6.1 runs, configured as in 6.1.7 and 6.1.8
    And a client of EP01 has executed "GRANT VTI TO APP"
    And the application is logged in to the user port as APP/Apps9pw
    When the application executes "SELECT DISTINCT USER_NAME, DCP_FLAG FROM V$SESSIONS WHERE SQL_TEXT LIKE '%DISTINCT%'"
    Then the result is:
      | USER_NAME | DCP_FLAG |
      | APP       | Y        |

  # 表 5.1
  Scenario: [5] It is a CHAR, on the DCP and on an EP
    Given the DCP of manual 6.1 runs, configured as in 6.1.7 and 6.1.8
    When the DBA executes "SELECT DCP_FLAG FROM V$SESSIONS"
    Then "SELECT DCP_FLAG FROM V$SESSIONS" gives the DBA the columns:
      | DCP_FLAG | CHAR |
    And "SELECT DCP_FLAG FROM V$SESSIONS" gives a client of EP01 the columns:
      | DCP_FLAG | CHAR |
