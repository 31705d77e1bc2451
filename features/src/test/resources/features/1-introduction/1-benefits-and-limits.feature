# Manual 1
Feature: 1 What a DCP is good for, and its limits (DM 集群代理简介)

  Background:
    Given the MPP and the DCP of manual 6.1 run
    And the MPP has the user APP/Apps9pw for applications
    And APP has the table T with the keys 1 to 10, the even ones on EP01 and the odd ones on EP02

  # 表 1.1 提高执行效率：可减少数据在 EP 间的传输
  Scenario: [1] Through the DCP no row crosses between the EPs
    When the application prepares "SELECT C2 FROM T WHERE C1 = ?" and executes it with:
      | 1 |
      | 2 |
      | 3 |
      | 4 |
    Then 0 bytes have moved between the EPs

  # 相比随机连接 DM MPP 中某个 EP
  Scenario: [2] On one EP the same moves bytes
    When a client of EP01 prepares "SELECT C2 FROM APP.T WHERE C1 = ?" and executes it with:
      | 1 |
      | 2 |
      | 3 |
      | 4 |
    Then bytes have moved between the EPs

  # 语句提交后，不支持再次获取结果集
  @our-reading @better-than-the-manual
  Scenario: [3] After COMMIT the rest of a result set can be read all the same
    Given APP has the table L with 2000 rows of 100 characters
    And the application has begun a transaction with "SELECT C2 FROM T WHERE C1 = 2"
    And the application has read 10 rows of "SELECT C1, C2 FROM L ORDER BY C1"
    And the application has committed
    When the application reads the remaining rows
    Then it has read 1990 rows

  # 表 1.1: connections are pooled; so a cursor that nobody reads cannot have one for ever
  @our-reading @better-than-the-manual
  Scenario: [4] Five minutes after COMMIT it cannot be read any more
    Given APP has the table L with 2000 rows of 100 characters
    And the application has begun a transaction with "SELECT C2 FROM T WHERE C1 = 2"
    And the application has read 10 rows of "SELECT C1, C2 FROM L ORDER BY C1"
    And the application has committed
    And 301 s have passed
    When the application reads the remaining rows
    Then that is refused with error -4535

  # 表 1.1: connections are pooled; what is left is read ahead by the DCP, so that they need not wait for their reader
  @our-reading @better-than-the-manual
  Scenario: [8] After COMMIT its connection serves others, and the rest can be read all the same
    Given APP has the table L with 2000 rows of 100 characters
    And the DBA has executed "SP_SET_PARA_VALUE(0, 'DCP_CONN_POOL_SIZE', 1)"
    And application A has begun a transaction with "SELECT C2 FROM T WHERE C1 = 2"
    And application A has read 10 rows of "SELECT C1, C2 FROM L ORDER BY C1"
    And application A has committed
    And application B has executed "UPDATE T SET C2 = C2 WHERE C1 = 1"
    When application A reads the remaining rows
    Then it has read 1990 rows

  # 不支持快速装载工具
  Scenario: [5] The fast loader is refused, clearly, and its session works on
    When the application loads a row into APP.T with the fast loader
    Then that is refused with error -8975, which says "dmfldr"
    And "SELECT COUNT(*) N FROM T" gives the application:
      | N  |
      | 10 |

  # 用户可连接 DM MPP 系统内任意一个 EP 节点进行数据操作. DCP 并不是一个必要组件
  Scenario Outline: [6] The MPP is there without the DCP too, as one database, whichever EP is asked: <ep>
    When a client of <ep> executes "SELECT COUNT(*) N, SUM(C1) S FROM APP.T"
    Then the result is:
      | N  | S  |
      | 10 | 55 |

    Examples:
      | ep   |
      | EP01 |
      | EP02 |

  # 用户对 DM MPP 的访问都通过 DCP 进行，不直接访问 DM MPP 中的节点
  Scenario: [7] All sessions that the EPs have of applications are the DCP's pooled ones
    Given application A has executed "SELECT C2 FROM T WHERE C1 = 1"
    And application B has executed "SELECT C2 FROM T WHERE C1 = 2"
    When application C executes "SELECT C2 FROM T WHERE C1 = 3"
    Then "SELECT ID FROM V$DCP_CONNPOOL ORDER BY ID" gives the DBA what "SELECT SESS_ID ID FROM V$SESSIONS WHERE USER_NAME = 'APP' ORDER BY SESS_ID" gives a client of EP01
