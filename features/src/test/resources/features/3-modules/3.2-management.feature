# Manual 3.2
Feature: 3.2 Proxy management (代理管理)

  Background:
    Given the MPP of manual 6.1 runs
    And the MPP has the user APP/Apps9pw for applications
    And the DCP of manual 6.1 runs, configured as in 6.1.7 and 6.1.8

  # 管理连接使用的登录账号就是 DCP 代理数据库的本地用户账号
  Scenario: [1] A local account logs in to the management port
    Given the DCP has the local account WATCHER/Look9only, which is no DBA
    When somebody logs in to the management port as WATCHER/Look9only
    Then that succeeds

  Scenario: [2] A user of the MPP is not let in to the management port
    When somebody logs in to the management port as APP/Apps9pw
    Then that is refused with error -2501

  Scenario: [3] A local account of the DCP is not let in to the user port
    Given the DCP has the local account WATCHER/Look9only, which is no DBA
    When somebody logs in to the user port as WATCHER/Look9only
    Then that is refused with error -2501

  Scenario: [4] The same name on both ports has a password for each
    Given the DBA has executed "ALTER USER SYSDBA IDENTIFIED BY \"Local9pw\""
    When somebody logs in to the management port as SYSDBA/SYSDBA
    Then that is refused with error -2501
    And SYSDBA/Local9pw is let in to the management port
    And SYSDBA/SYSDBA is let in to the user port

  Scenario Outline: [5] A DBA calls <call>
    When the DBA executes "<call>"
    Then that succeeds

    Examples:
      | call                                              |
      | SP_DCP_ADD_INST('MPP_EP03', '192.168.0.9', 5236)  |
      | SP_DCP_CLEAR_INST('MPP_EP02')                     |
      | SP_DCP_SET_LOGIN('SYSDBA', 'SYSDBA')              |
      | SP_DCP_REFRESH_CONFIG()                           |
      | SP_DCP_REFRESH_CONFIG                             |
      | SP_DCP_CLEAR_CONN(1)                              |

  Scenario Outline: [6] A DBA calls <call>, with CALL
    When the DBA executes "<call>"
    Then that succeeds

    Examples:
      | call                                                  |
      | CALL SP_DCP_ADD_INST('MPP_EP03', '192.168.0.9', 5236) |
      | CALL SP_DCP_CLEAR_INST('MPP_EP02')                    |
      | CALL SP_DCP_SET_LOGIN('SYSDBA', 'SYSDBA');            |
      | call sys.sp_dcp_refresh_config();                     |
      | CALL SP_DCP_CLEAR_CONN(1)                             |

  # DBA 角色的用户
  Scenario Outline: [7] A local account that is no DBA is refused: <call>
    Given the operator is logged in to the management port as WATCHER/Look9only, a local account that is no DBA
    When the operator executes "<call>"
    Then that is refused with error -5505
    And "SELECT * FROM SYS.SYSDCPINSTS" gives the operator:
      | NAME     | IP          | PORT |
      | MPP_EP01 | 192.168.0.1 | 5236 |
      | MPP_EP02 | 192.168.0.2 | 5237 |
    And "SELECT * FROM SYS.SYSDCPLOGIN" gives the operator:
      | USERNAME |
      | SYSDBA   |

    Examples:
      | call                                             |
      | SP_DCP_ADD_INST('MPP_EP03', '192.168.0.9', 5236) |
      | SP_DCP_CLEAR_INST('MPP_EP02')                    |
      | SP_DCP_SET_LOGIN('OTHER', 'Secret9pw')           |
      | SP_DCP_REFRESH_CONFIG()                          |
      | SP_DCP_CLEAR_CONN(1)                             |

  Scenario Outline: [8] The user port has no such procedure, not even for a DBA of the MPP: <call>
    Given the application is logged in to the user port as SYSDBA/SYSDBA
    When the application executes "<call>"
    Then that is refused with error -8913, which says "SP_DCP_"
    And "SELECT * FROM SYS.SYSDCPINSTS" gives the DBA:
      | NAME     | IP          | PORT |
      | MPP_EP01 | 192.168.0.1 | 5236 |
      | MPP_EP02 | 192.168.0.2 | 5237 |

    Examples:
      | call                                                  |
      | SP_DCP_ADD_INST('MPP_EP03', '192.168.0.9', 5236)      |
      | CALL SP_DCP_CLEAR_INST('MPP_EP02')                    |
      | SP_DCP_SET_LOGIN('OTHER', 'Secret9pw')                |
      | CALL SP_DCP_REFRESH_CONFIG()                          |
      | SP_DCP_CLEAR_CONN(1)                                  |

  # 所有使用管理连接的用户，都可以查询到系统动态视图 V$DCPINST 的数据. 5.3 calls the view V$DCPINSTS
  @our-reading
  Scenario Outline: [9] Whoever is on the management port sees the EPs in <view>
    Given the operator is logged in to the management port as WATCHER/Look9only, a local account that is no DBA
    When the operator executes "SELECT * FROM <view>"
    Then the result is:
      | NAME | EPNO | IP          | PORT |
      | EP01 | 0    | 192.168.0.1 | 5236 |
      | EP02 | 1    | 192.168.0.2 | 5237 |

    Examples:
      | view       |
      | V$DCPINST  |
      | V$DCPINSTS |

  Scenario Outline: [10] Who is on the user port does not see the EPs in <view>
    When the application executes "SELECT * FROM <view>"
    Then that is refused with error -8913, which says "V$DCP"

    Examples:
      | view       |
      | V$DCPINST  |
      | V$DCPINSTS |
