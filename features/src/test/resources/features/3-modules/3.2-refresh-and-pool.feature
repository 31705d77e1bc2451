# Manual 3.2, item 4: 该过程执行时，将重构 DCP 中的集群配置信息，并清除连接池中所有缓存连接
Feature: 3.2 A refresh and the pooled connections (代理管理：获取配置信息)

  Background:
    Given the MPP of manual 6.1 runs
    And the MPP has the user APP/Apps9pw for applications

  Scenario: [1] With DCP_MANUAL_MODE = 1 SP_DCP_REFRESH_CONFIG closes all cached connections
    Given the DCP's dm.ini says DCP_MANUAL_MODE = 1
    And the DCP of manual 6.1 runs, configured as in 6.1.7 and 6.1.8
    And the application is logged in to the user port as APP/Apps9pw
    When the DBA executes "SP_DCP_REFRESH_CONFIG()"
    Then "SELECT * FROM V$DCP_CONNPOOL" gives the DBA no rows

  @our-reading @better-than-the-manual
  Scenario: [2] Else connections to EPs that are as they were stay
    Given the DCP of manual 6.1 runs, configured as in 6.1.7 and 6.1.8
    And the application is logged in to the user port as APP/Apps9pw
    When the DBA executes "SP_DCP_REFRESH_CONFIG()"
    Then "SELECT USERNAME, FREE_FLAG FROM V$DCP_CONNPOOL" gives the DBA:
      | USERNAME | FREE_FLAG |
      | APP      | Y         |

  Scenario: [3] A transaction that is open goes on
    Given the DCP's dm.ini says DCP_MANUAL_MODE = 1
    And the DCP of manual 6.1 runs, configured as in 6.1.7 and 6.1.8
    And APP has the table T with the keys 1 to 10, the even ones on EP01 and the odd ones on EP02
    And the application has begun a transaction with "UPDATE T SET C2 = 'new' WHERE C1 = 2"
    And the DBA has executed "SP_DCP_REFRESH_CONFIG()"
    When the application commits
    Then "SELECT C2 FROM T WHERE C1 = 2" gives the application:
      | C2  |
      | new |
