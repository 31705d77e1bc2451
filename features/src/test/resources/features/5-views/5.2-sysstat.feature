# Manual 5.2
Feature: 5.2 V$SYSSTAT: trx exec count and ep changed count

  Background:
    Given the MPP and the DCP of manual 6.1 run
    And the MPP has the user APP/Apps9pw for applications
    And APP has the table T with the keys 1 to 10, the even ones on EP01 and the odd ones on EP02

  Scenario: [1] Both begin at 0
    When the DBA executes "SELECT NAME, STAT_VAL FROM V$SYSSTAT WHERE NAME IN ('trx exec count', 'ep changed count')"
    Then the result is:
      | NAME             | STAT_VAL |
      | trx exec count   | 0        |
      | ep changed count | 0        |

  # trx exec count：表示通过 DCP 执行事务的总次数. ep changed count：表示通过 DCP 执行事务，切换站点的次数.
  # EP01, EP01, EP02, EP02 (its second statement stays), EP01: five transactions, and twice another EP than before
  @our-reading
  Scenario: [2] A worked example
    When the application runs transactions, each of one line and a commit:
      | SELECT C2 FROM T WHERE C1 = 2                                |
      | SELECT C2 FROM T WHERE C1 = 4; SELECT C2 FROM T WHERE C1 = 6 |
      | UPDATE T SET C2 = 'new' WHERE C1 = 1                         |
      | SELECT C2 FROM T WHERE C1 = 3; SELECT C2 FROM T WHERE C1 = 2 |
      | SELECT C2 FROM T WHERE C1 = 8                                |
    Then "SELECT NAME, STAT_VAL FROM V$SYSSTAT WHERE NAME IN ('trx exec count', 'ep changed count')" gives the DBA:
      | NAME             | STAT_VAL |
      | trx exec count   | 5        |
      | ep changed count | 2        |

  @our-reading
  Scenario: [3] With auto-commit each statement is a transaction
    When the application executes these:
      | SELECT C2 FROM T WHERE C1 = 1 |
      | SELECT C2 FROM T WHERE C1 = 2 |
      | SELECT C2 FROM T WHERE C1 = 3 |
    Then "SELECT NAME, STAT_VAL FROM V$SYSSTAT WHERE NAME IN ('trx exec count', 'ep changed count')" gives the DBA:
      | NAME             | STAT_VAL |
      | trx exec count   | 3        |
      | ep changed count | 2        |

  @our-reading
  Scenario: [4] A transaction that is rolled back was executed; COMMIT without one was none
    Given the application has begun a transaction with "UPDATE T SET C2 = 'new' WHERE C1 = 2"
    And the application has rolled back
    When the application commits
    Then "SELECT STAT_VAL FROM V$SYSSTAT WHERE NAME = 'trx exec count'" gives the DBA:
      | STAT_VAL |
      | 1        |

  @our-reading
  Scenario: [5] A change of EP is one within a session
    Given application A has executed "SELECT C2 FROM T WHERE C1 = 2"
    When application B executes "SELECT C2 FROM T WHERE C1 = 3"
    Then "SELECT NAME, STAT_VAL FROM V$SYSSTAT WHERE NAME IN ('trx exec count', 'ep changed count')" gives the DBA:
      | NAME             | STAT_VAL |
      | trx exec count   | 2        |
      | ep changed count | 0        |

  Scenario: [6] Statements on the management port are no transactions through the DCP
    Given these calls are made at the management port:
      | SP_DCP_REFRESH_CONFIG() |
    When the DBA executes "SELECT STAT_VAL FROM V$SYSSTAT WHERE NAME = 'trx exec count'"
    Then the result is:
      | STAT_VAL |
      | 0        |

  # 只有通过 DCP_PORT 连接 DCP 服务器时查询 V$SYSSTAT 这两行记录才有效
  Scenario: [7] On the user port there are no such rows
    Given the application has executed "SELECT C2 FROM T WHERE C1 = 2"
    When the application executes "SELECT NAME, STAT_VAL FROM V$SYSSTAT WHERE NAME IN ('trx exec count', 'ep changed count')"
    Then that is refused with error -2106
