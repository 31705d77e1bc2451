# Manual 3.4
Feature: 3.4 Login (登录管理)

  Background:
    Given the MPP and the DCP of manual 6.1 run
    And the MPP has the user APP/Apps9pw for applications
    And the EPs begin new activity logs

  # 如果未找到同名缓存连接，则使用接收到的登录请求消息，随机选择一个 DM MPP 节点进行登录连接
  Scenario: [1] Without a cached connection of that name an EP is asked, and its connection is cached
    When the application logs in to the user port as APP/Apps9pw
    Then that succeeds
    And the EPs have seen 1 login of APP
    And "SELECT USERNAME, FREE_FLAG FROM V$DCP_CONNPOOL" gives the DBA:
      | USERNAME | FREE_FLAG |
      | APP      | Y         |

  # 首先在连接池中查找同名缓存连接。如果找到并匹配口令成功，身份验证通过
  Scenario: [2] With a cached connection of that name and the right password no EP is asked
    Given application A is logged in to the user port as APP/Apps9pw
    When application B logs in to the user port as APP/Apps9pw
    Then that succeeds
    And the EPs have seen 1 login of APP

  @our-reading
  Scenario: [3] What an EP said about a password is believed for 5 s
    Given application A is logged in to the user port as APP/Apps9pw
    And 6 s have passed
    When application B logs in to the user port as APP/Apps9pw
    Then that succeeds
    And the EPs have seen 2 logins of APP

  # 随机选择
  Scenario: [4] The EP that is asked is drawn
    When the application logs in to the user port as APP/Apps9pw 12 times, 6 s apart
    Then the EPs have seen 12 logins of APP
    And each EP has seen at least 1 login of APP

  Scenario: [5] A wrong password is refused, by an EP
    When somebody logs in to the user port as APP/Wrong9pw
    Then that is refused with error -2501
    And the EPs have refused 1 login of APP
    And "SELECT * FROM V$DCP_CONNPOOL" gives the DBA no rows

  Scenario: [6] A wrong password is refused although a connection of that name is cached
    Given application A is logged in to the user port as APP/Apps9pw
    When somebody logs in to the user port as APP/Wrong9pw
    Then that is refused with error -2501
    And "SELECT USERNAME FROM V$DCP_CONNPOOL" gives the DBA:
      | USERNAME |
      | APP      |

  Scenario: [7] An unknown user is refused as a wrong password is
    When somebody logs in to the user port as NOBODY/Apps9pw
    Then that is refused with error -2501

  # 只有身份验证通过，DCP 才创建本地会话
  Scenario: [8] Who is refused has no session
    When somebody logs in to the user port as APP/Wrong9pw
    Then that is refused with error -2501
    And "SELECT USER_NAME, DCP_FLAG FROM V$SESSIONS" gives the DBA:
      | USER_NAME | DCP_FLAG |
      | SYSDBA    | Y        |

  @our-reading
  Scenario: [9] A password that was changed at the MPP is not accepted any more, 5 s later
    Given application A is logged in to the user port as APP/Apps9pw
    And a client of EP01 has executed "ALTER USER APP IDENTIFIED BY \"Newer9pw\""
    And 6 s have passed
    When application B logs in to the user port as APP/Apps9pw
    Then that is refused with error -2501
    And "SELECT * FROM V$DCP_CONNPOOL" gives the DBA no rows
    And APP/Newer9pw is let in to the user port

  @our-reading
  Scenario: [10] When the EP that is asked cannot be reached, the other one is asked
    Given EP01 cannot be reached
    When the application logs in to the user port as APP/Apps9pw 8 times, 6 s apart
    Then that succeeds
    And the EPs have seen 8 logins of APP

  # a login that sees its own EP only, or wants standbys, makes no sense through a DCP
  @our-reading
  Scenario Outline: [11] A login with <property> is refused
    Given the application will log in with the property "<property>"
    When the application logs in to the user port as APP/Apps9pw
    Then that is refused with error -8913

    Examples:
      | property      |
      | mppLocal=true |
