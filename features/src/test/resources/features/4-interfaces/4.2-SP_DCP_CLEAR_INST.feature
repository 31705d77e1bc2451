# Manual 4.2, 3.2
Feature: 4.2 SP_DCP_CLEAR_INST takes a node away (清除 MPP 站点信息)

  Background:
    Given the MPP and the DCP of manual 6.1 run

  Scenario: [1] The named node goes, the others stay
    When the DBA executes "SP_DCP_CLEAR_INST('MPP_EP01')"
    Then "SELECT * FROM SYS.SYSDCPINSTS" gives the DBA:
      | NAME     | IP          | PORT |
      | MPP_EP02 | 192.168.0.2 | 5237 |

  # V$DCPINSTS 是调用接口 SP_DCP_REFRESH_CONFIG 得到的
  Scenario: [2] What the DCP knows of the MPP stays until the next refresh
    Given these calls are made at the management port:
      | SP_DCP_CLEAR_INST('MPP_EP01') |
    When the DBA executes "SP_DCP_CLEAR_INST('MPP_EP02')"
    Then "SELECT NAME FROM V$DCPINSTS" gives the DBA:
      | NAME |
      | EP01 |
      | EP02 |
    And "SELECT 1 ONE FROM DUAL" gives the application:
      | ONE |
      | 1   |

  @our-reading
  Scenario: [3] A node that is not there cannot be taken away
    When the DBA executes "SP_DCP_CLEAR_INST('MPP_EP03')"
    Then that is refused with error -2201, which says "MPP_EP03"

  @our-reading
  Scenario: [4] A node is named as the administrator named it, not as its instance
    When the DBA executes "SP_DCP_CLEAR_INST('EP01')"
    Then that is refused with error -2201, which says "EP01"

  # NAME VARCHAR(128)
  Scenario: [5] A name of 128 characters is cleared
    Given the DBA executes "SP_DCP_ADD_INST('NAME', '192.168.0.9', 5236)" with a NAME of 128 characters
    When the DBA executes "SP_DCP_CLEAR_INST('NAME')" with a NAME of 128 characters
    Then that succeeds
    And "SELECT NAME FROM SYS.SYSDCPINSTS" gives the DBA:
      | NAME     |
      | MPP_EP01 |
      | MPP_EP02 |

  Scenario: [6] One of 129 characters is refused
    When the DBA executes "SP_DCP_CLEAR_INST('NAME')" with a NAME of 129 characters
    Then that is refused with error -2206
