# Manual 3.5
Feature: 3.5 Statement requests (语句请求管理)

  What an EP executed is read from the activity logs of the simulated EPs; bytes between EPs are those of rows
  that one EP had to send to another.

  Background:
    Given the MPP and the DCP of manual 6.1 run
    And the MPP has the user APP/Apps9pw for applications
    And APP has the table T with the keys 1 to 10, the even ones on EP01 and the odd ones on EP02

  Scenario: [1] The rows are where the title of the table says
    When a client of EP01 executes "SELECT C1, SF_GET_EP_SEQNO(ROWID) EPNO FROM APP.T WHERE C1 < 5 ORDER BY C1"
    Then the result is:
      | C1 | EPNO |
      | 1  | 1    |
      | 2  | 0    |
      | 3  | 1    |
      | 4  | 0    |

  # 判断该语句涉及到的所有数据是否分布在同一个 DM MPP 节点中。如果是，则建立对此节点的连接，并将语句对其发送执行
  Scenario Outline: [2] What is all on one EP runs there: <statement>
    When the application executes "<statement>"
    Then the EPs have executed:
      | EP   | statement   |
      | <EP> | <statement> |
    And 0 bytes have moved between the EPs

    Examples:
      | EP   | statement                                                |
      | EP01 | SELECT C2 FROM T WHERE C1 = 2                            |
      | EP02 | SELECT C2 FROM T WHERE C1 = 3                            |
      | EP02 | SELECT C2 FROM APP.T X WHERE X.C1 = 3 AND X.C2 <> 'none' |
      | EP01 | SELECT C2 FROM T WHERE C1 IN (2, 4, 10)                  |
      | EP01 | UPDATE T SET C2 = 'new' WHERE C1 = 4                     |
      | EP02 | DELETE FROM T WHERE C1 = 5                               |
      | EP01 | INSERT INTO T VALUES(20, 'new')                          |
      | EP02 | INSERT INTO T(C2, C1) VALUES('new', 21), ('newer', 23)   |

  # 如果不是，则随机选取 DM MPP 中的某一个节点执行
  Scenario Outline: [3] What is on both EPs runs on a random one: <statement>
    When the application executes "<statement>" 20 times
    Then each EP has executed at least 1 of the statements

    Examples:
      | statement                                     |
      | SELECT COUNT(*) FROM T                        |
      | SELECT C2 FROM T WHERE C1 IN (1, 2)           |
      | SELECT C2 FROM T WHERE C2 = 'row 1'           |
      | UPDATE T SET C2 = 'new' WHERE C1 BETWEEN 1 AND 2 |

  Scenario: [4] What is on both EPs moves bytes, and the result is whole
    When the application executes "SELECT C1 FROM T ORDER BY C1"
    Then the result is:
      | C1 |
      | 1  |
      | 2  |
      | 3  |
      | 4  |
      | 5  |
      | 6  |
      | 7  |
      | 8  |
      | 9  |
      | 10 |
    And bytes have moved between the EPs

  # 事务的后继 SQL 请求，都仍需要在最初选择的 DM MPP 节点执行，直至事务完成
  Scenario: [5] Later statements stay on the EP the transaction began on
    Given the application has begun a transaction with "SELECT C2 FROM T WHERE C1 = 2"
    When the application executes "SELECT C2 FROM T WHERE C1 = 3"
    Then the result is:
      | C2    |
      | row 3 |
    And the EPs have executed:
      | EP   | statement                     |
      | EP01 | SELECT C2 FROM T WHERE C1 = 2 |
      | EP01 | SELECT C2 FROM T WHERE C1 = 3 |

  Scenario: [6] A transaction that began on a random EP stays there
    Given the application has begun a transaction with "SELECT COUNT(*) FROM T"
    And the application has executed "SELECT C2 FROM T WHERE C1 = 2"
    When the application executes "SELECT C2 FROM T WHERE C1 = 3"
    Then one EP has executed 3 statements and the other 0

  Scenario: [7] After COMMIT the next transaction is routed anew
    Given the application has begun a transaction with "SELECT C2 FROM T WHERE C1 = 2"
    And the application has committed
    When the application executes "SELECT C2 FROM T WHERE C1 = 3"
    Then the EPs have executed:
      | EP   | statement                     |
      | EP01 | SELECT C2 FROM T WHERE C1 = 2 |
      | EP02 | SELECT C2 FROM T WHERE C1 = 3 |

  Scenario: [8] After ROLLBACK too, and what was changed is as before on both EPs
    Given the application has begun a transaction with "UPDATE T SET C2 = 'new' WHERE C1 = 2"
    And the application has executed "UPDATE T SET C2 = 'new' WHERE C1 = 3"
    And the application has rolled back
    When the application executes "SELECT C2 FROM T WHERE C1 = 3"
    Then the result is:
      | C2    |
      | row 3 |
    And the EPs have executed:
      | EP   | statement                            |
      | EP01 | UPDATE T SET C2 = 'new' WHERE C1 = 2 |
      | EP01 | UPDATE T SET C2 = 'new' WHERE C1 = 3 |
      | EP02 | SELECT C2 FROM T WHERE C1 = 3        |

  Scenario: [9] COMMIT and ROLLBACK as texts end a transaction too
    Given the application has begun a transaction with "SELECT C2 FROM T WHERE C1 = 2"
    And the application has executed "COMMIT"
    When the application executes "SELECT C2 FROM T WHERE C1 = 3"
    Then EP01 has executed 2 statements and EP02 has executed 1

  Scenario: [10] With auto-commit each statement is a transaction and is routed
    When the application executes these:
      | SELECT C2 FROM T WHERE C1 = 2 |
      | SELECT C2 FROM T WHERE C1 = 3 |
      | SELECT C2 FROM T WHERE C1 = 4 |
    Then the EPs have executed:
      | EP   | statement                     |
      | EP01 | SELECT C2 FROM T WHERE C1 = 2 |
      | EP02 | SELECT C2 FROM T WHERE C1 = 3 |
      | EP01 | SELECT C2 FROM T WHERE C1 = 4 |

  Scenario: [11] A prepared statement goes where its values say
    When the application prepares "SELECT C2 FROM T WHERE C1 = ?" and executes it with:
      | 2 |
      | 3 |
      | 5 |
      | 4 |
      | 9 |
    Then EP01 has executed 2 statements and EP02 has executed 3
    And 0 bytes have moved between the EPs

  Scenario: [12] A batch goes where all its rows are
    When the application prepares "INSERT INTO T VALUES(?, ?)" and executes it as a batch with:
      | 21 | a |
      | 23 | b |
      | 25 | c |
    Then EP01 has executed 0 statements and EP02 has executed 1
    And 0 bytes have moved between the EPs
    And "SELECT COUNT(*) N FROM T WHERE C1 > 20" gives the application:
      | N |
      | 3 |

  # 全复制表
  Scenario: [13] A table that is FULLY on each EP does not decide, and moves nothing
    Given the application has executed "CREATE TABLE F(C1 INT, C2 INT) DISTRIBUTED FULLY"
    And the application has executed "INSERT INTO F VALUES(1, 2)"
    And the EPs begin new activity logs
    When the application executes "SELECT C2 FROM F" 20 times
    Then each EP has executed at least 1 of the statements
    And 0 bytes have moved between the EPs

  Scenario: [14] Joined with a table that is FULLY on each EP, the key decides
    Given the application has executed "CREATE TABLE F(C1 INT, C2 INT) DISTRIBUTED FULLY"
    And the application has executed "INSERT INTO F VALUES(3, 7)"
    And the EPs begin new activity logs
    When the application executes "SELECT F.C2 FROM T, F WHERE T.C1 = 3 AND F.C1 = T.C1"
    Then the result is:
      | C2 |
      | 7  |
    And EP01 has executed 0 statements and EP02 has executed 1
    And 0 bytes have moved between the EPs

  Scenario: [15] An error in a transaction does not move it
    Given the application has begun a transaction with "SELECT C2 FROM T WHERE C1 = 2"
    And the application tries "INSERT INTO T VALUES(4, 'there is one')", which is refused with error -6602
    When the application executes "SELECT C2 FROM T WHERE C1 = 3"
    Then EP01 has executed 2 statements and EP02 has executed 0

  Scenario: [16] A new table is known at once
    Given the application has executed "CREATE TABLE N(K INT, V INT) DISTRIBUTED BY HASH(K)"
    And the EPs begin new activity logs
    When the application executes these:
      | INSERT INTO N VALUES(1, 1) |
      | INSERT INTO N VALUES(2, 2) |
    Then the EPs have executed:
      | EP   | statement                  |
      | EP02 | INSERT INTO N VALUES(1, 1) |
      | EP01 | INSERT INTO N VALUES(2, 2) |
