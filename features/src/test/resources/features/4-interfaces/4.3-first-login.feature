# Manual 3.2, item 3
Feature: 4.3 SP_DCP_SET_LOGIN for the first time (设置用户名和密码信息)

  # 如果表中尚无数据，则插入新行，否则修改原行数据
  Scenario: [1] There is no row, then one, then the same one changed
    Given the DCP of manual 6.1 runs
    And "SELECT USERNAME FROM SYS.SYSDCPLOGIN" gives the DBA no rows
    And the DBA has executed "SP_DCP_SET_LOGIN('FIRST', 'Secret9pw')"
    And "SELECT USERNAME FROM SYS.SYSDCPLOGIN" gives the DBA:
      | USERNAME |
      | FIRST    |
    When the DBA executes "SP_DCP_SET_LOGIN('SECOND', 'Secret9pw')"
    Then "SELECT USERNAME FROM SYS.SYSDCPLOGIN" gives the DBA:
      | USERNAME |
      | SECOND   |
