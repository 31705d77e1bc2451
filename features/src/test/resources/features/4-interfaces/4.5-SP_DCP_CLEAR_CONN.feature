# Manual 4.5
Feature: 4.5 SP_DCP_CLEAR_CONN closes cached connections (手动释放 DCP 连接缓存)

  The manual has no word on which connections go, or what becomes of those in use: free ones go, the least recently
  used first (ADR 0301).

  Background:
    Given the MPP and the DCP of manual 6.1 run
    And the MPP has the user APP/Apps9pw for applications
    And the MPP has the user BEE/Bees9pw
    And the MPP has the user CAT/Cats9pw
    And application A is logged in to the user port as APP/Apps9pw
    And application B is logged in to the user port as BEE/Bees9pw
    And application C is logged in to the user port as CAT/Cats9pw

  @our-reading
  Scenario: [1] As many go as are asked for, the least recently used first
    When the DBA executes "SP_DCP_CLEAR_CONN(2)"
    Then "SELECT USERNAME FROM V$DCP_CONNPOOL" gives the DBA:
      | USERNAME |
      | CAT      |

  @our-reading
  Scenario: [2] When there are fewer, all go
    When the DBA executes "SP_DCP_CLEAR_CONN(100)"
    Then "SELECT USERNAME FROM V$DCP_CONNPOOL" gives the DBA no rows

  Scenario: [3] With 0 none goes
    When the DBA executes "SP_DCP_CLEAR_CONN(0)"
    Then "SELECT COUNT(*) N FROM V$DCP_CONNPOOL" gives the DBA:
      | N |
      | 3 |

  @our-reading
  Scenario: [4] A connection in use stays
    Given application B has begun a transaction with "SELECT 1 FROM DUAL"
    When the DBA executes "SP_DCP_CLEAR_CONN(100)"
    Then "SELECT USERNAME, FREE_FLAG FROM V$DCP_CONNPOOL" gives the DBA:
      | USERNAME | FREE_FLAG |
      | BEE      | N         |

  Scenario: [5] A session whose connections went works on
    Given these calls are made at the management port:
      | SP_DCP_CLEAR_CONN(100) |
    When application A executes "SELECT 1 ONE FROM DUAL"
    Then the result is:
      | ONE |
      | 1   |

  @our-reading
  Scenario Outline: [6] <call> is refused
    When the DBA executes "<call>"
    Then that is refused with error <error>

    Examples:
      | call                     | error |
      | SP_DCP_CLEAR_CONN(-1)    | -2206 |
      | SP_DCP_CLEAR_CONN()      | -5402 |
      | SP_DCP_CLEAR_CONN('all') | -5403 |
