# Manual 4.1
Feature: 4.1 SP_DCP_ADD_INST adds a node (添加 MPP 站点信息)

  Background:
    Given the MPP of manual 6.1 runs
    And the DCP of manual 6.1 runs
    And these calls are made at the management port:
      | SP_DCP_SET_LOGIN('SYSDBA', 'SYSDBA') |

  # 添加的信息记录在 SYS.SYSDCPINSTS 表中
  Scenario: [1] What is added is a row of SYS.SYSDCPINSTS
    When the DBA executes "SP_DCP_ADD_INST('MPP_EP01', '192.168.0.1', 5236)"
    Then "SELECT * FROM SYS.SYSDCPINSTS" gives the DBA:
      | NAME     | IP          | PORT |
      | MPP_EP01 | 192.168.0.1 | 5236 |

  # 不要求完整添加 MPP 集群中所有服务器节点
  Scenario: [2] Not all nodes need to be added
    Given these calls are made at the management port:
      | SP_DCP_ADD_INST('ANY_NAME', '192.168.0.2', 5237) |
    When the DBA executes "SP_DCP_REFRESH_CONFIG()"
    Then "SELECT * FROM V$DCPINSTS" gives the DBA:
      | NAME | EPNO | IP          | PORT |
      | EP01 | 0    | 192.168.0.1 | 5236 |
      | EP02 | 1    | 192.168.0.2 | 5237 |

  # 但至少需要有一行有效值，否则 DCP 无法正常工作
  Scenario: [3] Without any node the DCP cannot refresh, and says what is missing
    When the DBA executes "SP_DCP_REFRESH_CONFIG()"
    Then that is refused with error -8911, which says "SP_DCP_ADD_INST"

  Scenario: [4] With one valid node among others it can
    Given these calls are made at the management port:
      | SP_DCP_ADD_INST('NOBODY', '192.168.0.9', 5236)   |
      | SP_DCP_ADD_INST('MPP_EP01', '192.168.0.1', 5236) |
    When the DBA executes "SP_DCP_REFRESH_CONFIG()"
    Then "SELECT NAME FROM V$DCPINSTS" gives the DBA:
      | NAME |
      | EP01 |
      | EP02 |

  Scenario: [5] With none that is valid it cannot, and says which host does not answer
    Given these calls are made at the management port:
      | SP_DCP_ADD_INST('NOBODY', '192.168.0.9', 5236) |
    When the DBA executes "SP_DCP_REFRESH_CONFIG()"
    Then that is refused with error -6012, which says "192.168.0.9:5236"
    And "SELECT * FROM V$DCPINSTS" gives the DBA no rows

  @our-reading
  Scenario: [6] A name can be added once
    Given these calls are made at the management port:
      | SP_DCP_ADD_INST('MPP_EP01', '192.168.0.1', 5236) |
    When the DBA executes "SP_DCP_ADD_INST('MPP_EP01', '192.168.0.2', 5237)"
    Then that is refused with error -6602
    And "SELECT * FROM SYS.SYSDCPINSTS" gives the DBA:
      | NAME     | IP          | PORT |
      | MPP_EP01 | 192.168.0.1 | 5236 |

  # NAME VARCHAR(128), IP VARCHAR(64), PORT INT
  @our-reading
  Scenario Outline: [7] <call> is refused
    When the DBA executes "<call>"
    Then that is refused with error <error>
    And "SELECT * FROM SYS.SYSDCPINSTS" gives the DBA no rows

    Examples:
      | call                                         | error |
      | SP_DCP_ADD_INST('MPP_EP01', '192.168.0.1')   | -5402 |
      | SP_DCP_ADD_INST('', '192.168.0.1', 5236)     | -2206 |
      | SP_DCP_ADD_INST('MPP_EP01', '', 5236)        | -2206 |
      | SP_DCP_ADD_INST('MPP_EP01', 'host', 0)       | -2206 |
      | SP_DCP_ADD_INST('MPP_EP01', 'host', 65536)   | -2206 |
      | SP_DCP_ADD_INST('MPP_EP01', 'host', 'port')  | -5403 |

  # NAME VARCHAR(128)
  Scenario: [8] A name may have 128 characters
    When the DBA executes "SP_DCP_ADD_INST('NAME', '192.168.0.1', 5236)" with a NAME of 128 characters
    Then that succeeds
    And "SELECT LENGTH(NAME) N, IP FROM SYS.SYSDCPINSTS" gives the DBA:
      | N   | IP          |
      | 128 | 192.168.0.1 |

  # NAME VARCHAR(128), IP VARCHAR(64)
  Scenario Outline: [9] Not one more, and an address no more than 64: <call>
    When the DBA executes "<call>" with a NAME of <characters> characters
    Then that is refused with error -2206
    And "SELECT * FROM SYS.SYSDCPINSTS" gives the DBA no rows

    Examples:
      | call                                         | characters |
      | SP_DCP_ADD_INST('NAME', '192.168.0.1', 5236) | 129        |
      | SP_DCP_ADD_INST('MPP_EP01', 'NAME', 5236)    | 65         |
