# Manual 3.3
Feature: 3.3 Connection pool (连接池)

  Background:
    Given the MPP of manual 6.1 runs
    And the MPP has the user APP/Apps9pw for applications
    And APP has the table T with the keys 1 to 10, the even ones on EP01 and the odd ones on EP02

  # 缓存的连接，最初由用户登录时建立
  Scenario: [1] A login makes a connection, and it is free in the pool
    Given the DCP of manual 6.1 runs, configured as in 6.1.7 and 6.1.8
    When the application logs in to the user port as APP/Apps9pw
    Then "SELECT USERNAME, FREE_FLAG FROM V$DCP_CONNPOOL" gives the DBA:
      | USERNAME | FREE_FLAG |
      | APP      | Y         |
    And the EPs have seen 1 login of APP

  # 大大降低了物理创建及释放连接的代价
  Scenario: [2] Many transactions on both EPs use one connection to each
    Given the DCP of manual 6.1 runs, configured as in 6.1.7 and 6.1.8
    And the application has executed "SELECT C2 FROM T WHERE C1 = 1"
    When the application executes "SELECT C2 FROM T WHERE C1 = 2" 50 times
    Then no EP has seen more than 1 login of APP
    And EP01 has executed 50 statements and EP02 has executed 1

  Scenario: [3] Sessions of one user that take turns share connections
    Given the DCP of manual 6.1 runs, configured as in 6.1.7 and 6.1.8
    And application A has executed "SELECT C2 FROM T WHERE C1 = 2"
    And application B has executed "SELECT C2 FROM T WHERE C1 = 2"
    When application C executes "SELECT C2 FROM T WHERE C1 = 2"
    Then no EP has seen more than 1 login of APP

  Scenario: [4] Connections outlive the session that made them
    Given the DCP of manual 6.1 runs, configured as in 6.1.7 and 6.1.8
    And application A has executed "SELECT C2 FROM T WHERE C1 = 2"
    And application A has logged out
    When application B executes "SELECT C2 FROM T WHERE C1 = 2"
    Then no EP has seen more than 1 login of APP

  Scenario: [5] Nobody gets a connection of another user
    Given the DCP of manual 6.1 runs, configured as in 6.1.7 and 6.1.8
    And the MPP has the user BEE/Bees9pw
    And the application has executed "SELECT C2 FROM T WHERE C1 = 2"
    And application B is logged in to the user port as BEE/Bees9pw
    When application B executes "SELECT C2 FROM APP.T WHERE C1 = 2"
    Then that is refused with error -5504

  # 内部维护 LRU 链表进行淘汰. EP02 is away, so that all connections are to EP01
  Scenario: [6] When the pool is full, the least recently used free connection goes
    Given the DCP's dm.ini says DCP_CONN_POOL_SIZE = 2
    And the DCP of manual 6.1 runs, configured as in 6.1.7 and 6.1.8
    And EP02 cannot be reached
    And the MPP has the user BEE/Bees9pw
    And the MPP has the user CAT/Cats9pw
    And application A is logged in to the user port as APP/Apps9pw
    And application B is logged in to the user port as BEE/Bees9pw
    And application A has executed "SELECT C2 FROM T WHERE C1 = 2"
    When application C logs in to the user port as CAT/Cats9pw
    Then "SELECT USERNAME FROM V$DCP_CONNPOOL ORDER BY USERNAME" gives the DBA:
      | USERNAME |
      | APP      |
      | CAT      |

  # 连接池大小由动态 INI 参数 DCP_CONN_POOL_SIZE 限制
  @our-reading
  Scenario: [7] When all connections are in use, the next transaction waits, DCP_POOL_WAIT at most
    Given the DCP's dm.ini says DCP_CONN_POOL_SIZE = 1
    And the DCP of manual 6.1 runs, configured as in 6.1.7 and 6.1.8
    And application A has begun a transaction with "SELECT C2 FROM T WHERE C1 = 2"
    And application B is logged in to the user port as APP/Apps9pw
    And application B waits for a connection to execute "SELECT C2 FROM T WHERE C1 = 4"
    When 10 s pass
    Then what application B waited for is refused with error -8910
    And no EP has seen more than 2 logins of APP

  @our-reading
  Scenario: [8] Who waits gets the connection that is given back
    Given the DCP's dm.ini says DCP_CONN_POOL_SIZE = 1
    And the DCP of manual 6.1 runs, configured as in 6.1.7 and 6.1.8
    And application A has begun a transaction with "SELECT C2 FROM T WHERE C1 = 2"
    And application B is logged in to the user port as APP/Apps9pw
    And application B waits for a connection to execute "SELECT C2 FROM T WHERE C1 = 4"
    And 3 s have passed
    When application A commits
    Then what application B waited for succeeds
    And "SELECT POOL_SIZE, IN_USE, FREE, WAITING, WAITS, P50_MS, MAX_MS FROM V$DCP_POOL" gives the DBA:
      | POOL_SIZE | IN_USE | FREE | WAITING | WAITS | P50_MS   | MAX_MS   |
      | 1         | 0      | 1    | 0       | 1     | 3000.000 | 3000.000 |
    And "SELECT COUNT(*) N FROM V$DCP_CONNPOOL" gives the DBA:
      | N |
      | 1 |

  # 有效值在 1 到 10000 之间
  Scenario Outline: [9] DCP_CONN_POOL_SIZE may be <size>
    Given the DCP of manual 6.1 runs, configured as in 6.1.7 and 6.1.8
    When the DBA executes "SP_SET_PARA_VALUE(0, 'DCP_CONN_POOL_SIZE', <size>)"
    Then that succeeds
    And "SELECT VALUE FROM V$PARAMETER WHERE NAME = 'DCP_CONN_POOL_SIZE'" gives the DBA:
      | VALUE  |
      | <size> |

    Examples:
      | size  |
      | 1     |
      | 10000 |

  Scenario Outline: [10] DCP_CONN_POOL_SIZE cannot be <size>
    Given the DCP of manual 6.1 runs, configured as in 6.1.7 and 6.1.8
    When the DBA executes "SP_SET_PARA_VALUE(0, 'DCP_CONN_POOL_SIZE', <size>)"
    Then that is refused with error -2206

    Examples:
      | size  |
      | 0     |
      | -1    |
      | 10001 |

  # 动态
  Scenario: [11] The limit is changed while the DCP runs, and free connections beyond it go
    Given the DCP of manual 6.1 runs, configured as in 6.1.7 and 6.1.8
    And the application has executed "SELECT C2 FROM T WHERE C1 = 1"
    And the application has executed "SELECT C2 FROM T WHERE C1 = 2"
    When the DBA executes "SP_SET_PARA_VALUE(1, 'DCP_CONN_POOL_SIZE', 1)"
    Then "SELECT USERNAME, EPNO FROM V$DCP_CONNPOOL" gives the DBA:
      | USERNAME | EPNO |
      | APP      | 0    |
