# Manual 4.3
Feature: 4.3 SP_DCP_SET_LOGIN says whom the DCP logs in as (设置用户名和密码信息)

  Background:
    Given the MPP and the DCP of manual 6.1 run

  # 若多次执行此过程，后设置的信息会覆盖之前设置的信息
  Scenario: [1] The last call counts
    Given these calls are made at the management port:
      | SP_DCP_SET_LOGIN('SYSDBA', 'Wrong9pw') |
    When the DBA executes "SP_DCP_SET_LOGIN('SYSDBA', 'SYSDBA')"
    Then "SELECT * FROM SYS.SYSDCPLOGIN" gives the DBA:
      | USERNAME |
      | SYSDBA   |
    And "SP_DCP_REFRESH_CONFIG()" is accepted from the DBA

  Scenario: [2] With a login that the EPs refuse, a refresh is refused, and what was known stays
    Given these calls are made at the management port:
      | SP_DCP_SET_LOGIN('SYSDBA', 'Wrong9pw') |
    When the DBA executes "SP_DCP_REFRESH_CONFIG()"
    Then that is refused with error -2501
    And "SELECT NAME FROM V$DCPINSTS" gives the DBA:
      | NAME |
      | EP01 |
      | EP02 |

  # VTI is DM's role for reading V$ views
  Scenario: [3] A user of the MPP that may read its V$ views will do
    Given the MPP has the user DCPUSER/Dcps9pw
    And a client of EP01 has executed "GRANT VTI TO DCPUSER"
    And these calls are made at the management port:
      | SP_DCP_SET_LOGIN('DCPUSER', 'Dcps9pw') |
    When the DBA executes "SP_DCP_REFRESH_CONFIG()"
    Then that succeeds
    And each EP has seen at least 1 login of DCPUSER

  Scenario: [4] One that may not will not, and the refresh says so
    Given the MPP has the user DCPUSER/Dcps9pw
    And these calls are made at the management port:
      | SP_DCP_SET_LOGIN('DCPUSER', 'Dcps9pw') |
    When the DBA executes "SP_DCP_REFRESH_CONFIG()"
    Then that is refused with error -5504, which says "V$MPP_CFG_ITEM"

  # USERNAME VARCHAR(128), PWD VARCHAR(100)
  Scenario Outline: [5] As long as that is taken: <call> with <characters>
    When the DBA executes "<call>" with a NAME of <characters> characters
    Then that succeeds

    Examples:
      | call                               | characters |
      | SP_DCP_SET_LOGIN('NAME', 'Any9pw') | 128        |
      | SP_DCP_SET_LOGIN('SYSDBA', 'NAME') | 100        |

  Scenario Outline: [6] Longer is refused, and the login stays: <call> with <characters>
    When the DBA executes "<call>" with a NAME of <characters> characters
    Then that is refused with error -2206
    And "SP_DCP_REFRESH_CONFIG()" is accepted from the DBA

    Examples:
      | call                               | characters |
      | SP_DCP_SET_LOGIN('NAME', 'Any9pw') | 129        |
      | SP_DCP_SET_LOGIN('SYSDBA', 'NAME') | 101        |
