# Manual 4.4
Feature: 4.4 SP_DCP_REFRESH_CONFIG learns the MPP's configuration (获取 MPP 配置信息)

  # 在第一次使用 SP_DCP_ADD_INST 和 SP_DCP_SET_LOGIN 配置信息后，需要执行 SP_DCP_REFRESH_CONFIG，之后 DCP 才可以对外提供服务
  @our-reading
  Scenario: [1] Before the first refresh the user port says what to do
    Given the MPP of manual 6.1 runs
    And the DCP of manual 6.1 runs
    And these calls are made at the management port:
      | SP_DCP_ADD_INST('MPP_EP01', '192.168.0.1', 5236) |
      | SP_DCP_SET_LOGIN('SYSDBA', 'SYSDBA')             |
    When the application logs in to the user port as SYSDBA/SYSDBA
    Then that is refused with error -8911, which says "SP_DCP_REFRESH_CONFIG"

  @our-reading
  Scenario: [2] It says so in Chinese to a Chinese client
    Given the MPP of manual 6.1 runs
    And the DCP of manual 6.1 runs
    And the application will log in with the property "language=cn"
    When the application logs in to the user port as SYSDBA/SYSDBA
    Then that is refused with error -8911, which says "请登录管理端口"

  Scenario: [3] After the first refresh the user port serves
    Given the MPP of manual 6.1 runs
    And the DCP of manual 6.1 runs
    And these calls are made at the management port:
      | SP_DCP_ADD_INST('MPP_EP01', '192.168.0.1', 5236) |
      | SP_DCP_SET_LOGIN('SYSDBA', 'SYSDBA')             |
    When the DBA executes "SP_DCP_REFRESH_CONFIG()"
    Then SYSDBA/SYSDBA is let in to the user port

  # 后续若 DCP 服务器重启，如果 DM MPP 环境已处于运行状态，DCP 服务器会自动执行 SP_DCP_REFRESH_CONFIG()，不需要再手动调用
  Scenario: [4] After a restart the DCP refreshes by itself
    Given the MPP and the DCP of manual 6.1 run
    And the DCP has stopped
    When the DCP starts
    Then "SELECT * FROM V$DCPINSTS" soon gives the DBA:
      | NAME | EPNO | IP          | PORT |
      | EP01 | 0    | 192.168.0.1 | 5236 |
      | EP02 | 1    | 192.168.0.2 | 5237 |
    And SYSDBA/SYSDBA is let in to the user port

  Scenario: [5] What an administrator said survives the restart
    Given the MPP and the DCP of manual 6.1 run
    And the DCP has stopped
    When the DCP starts
    Then "SELECT * FROM SYS.SYSDCPINSTS" gives the DBA:
      | NAME     | IP          | PORT |
      | MPP_EP01 | 192.168.0.1 | 5236 |
      | MPP_EP02 | 192.168.0.2 | 5237 |
    And "SELECT * FROM SYS.SYSDCPLOGIN" gives the DBA:
      | USERNAME |
      | SYSDBA   |

  @our-reading
  Scenario: [6] When the MPP comes up after the DCP, the DCP finds it within 2 s
    Given the MPP and the DCP of manual 6.1 run
    And the DCP has stopped
    And the MPP has stopped
    And the DCP has started
    And the DBA tries "SP_DCP_REFRESH_CONFIG()", which is refused with error -6012
    And the MPP has started
    When 2 s pass
    Then "SELECT NAME FROM V$DCPINSTS" soon gives the DBA:
      | NAME |
      | EP01 |
      | EP02 |
    And SYSDBA/SYSDBA is let in to the user port

  # Manual 6.2: 默认情况下，256 秒
  Scenario: [7] The DCP refreshes every 256 s
    Given the MPP and the DCP of manual 6.1 run
    When 256 s pass
    Then each EP soon has seen 1 login of SYSDBA

  Scenario: [8] And not before
    Given the MPP and the DCP of manual 6.1 run
    When 255 s pass
    Then the EPs have seen 0 logins of SYSDBA

  # 包括实例名、EPNO、IP 地址、端口号信息
  Scenario: [9] While no node answers, a refresh is refused, and what was known stays
    Given the MPP and the DCP of manual 6.1 run
    And EP01 cannot be reached
    And EP02 cannot be reached
    When the DBA executes "SP_DCP_REFRESH_CONFIG()"
    Then that is refused with error -6012
    And "SELECT NAME FROM V$DCPINSTS" gives the DBA:
      | NAME |
      | EP01 |
      | EP02 |

  Scenario: [10] The procedure takes no argument (该接口没有参数)
    Given the DCP of manual 6.1 runs
    When the DBA executes "SP_DCP_REFRESH_CONFIG(1)"
    Then that is refused with error -5402
