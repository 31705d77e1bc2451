# Manual 6.2.9, 6.2.10
Feature: 6.2.9 and 6.2.10 Watchers and the monitor start (启动守护进程，启动监视器)

  # 守护进程启动后，进入 STARTUP 状态，此时主备数据库都处于 MOUNT 状态
  Scenario: [1] First all instances are mounted
    Given all instances have been started with mount
    And the OGUIDs are set and the modes are changed as in 6.2.7
    When the watchers are started
    Then the instances are:
      | NAME | MODE    | STATUS |
      | EP01 | PRIMARY | MOUNT  |
      | EP02 | PRIMARY | MOUNT  |
      | EP11 | STANDBY | MOUNT  |
      | EP22 | STANDBY | MOUNT  |

  # 守护进程先将备数据库切换为 OPEN 状态
  Scenario: [2] Then the standbys are opened
    Given all instances have been started with mount
    And the OGUIDs are set and the modes are changed as in 6.2.7
    And the watchers have been started
    When 1 s pass
    Then the instances are:
      | NAME | MODE    | STATUS |
      | EP01 | PRIMARY | MOUNT  |
      | EP02 | PRIMARY | MOUNT  |
      | EP11 | STANDBY | OPEN   |
      | EP22 | STANDBY | OPEN   |

  # 再将主数据库切换为 OPEN 状态，然后修改守护进程为 OPEN 状态
  Scenario: [3] Then the primaries
    Given all instances have been started with mount
    And the OGUIDs are set and the modes are changed as in 6.2.7
    And the watchers have been started
    When 5 s pass
    Then the instances are:
      | NAME | MODE    | STATUS |
      | EP01 | PRIMARY | OPEN   |
      | EP02 | PRIMARY | OPEN   |
      | EP11 | STANDBY | OPEN   |
      | EP22 | STANDBY | OPEN   |
    And "SELECT COUNT(*) FROM V$MPP_CFG_ITEM WHERE SF_GET_EP_SEQNO(ROWID) = SF_GET_SELF_EP_SEQNO()" gives a client of EP02:
      | COUNT(*) |
      | 2        |

  @our-reading
  Scenario: [4] Instances that nobody has made primary or standby stay mounted
    Given all instances have been started with mount
    And the watchers have been started
    When 30 s pass
    Then the instances are:
      | NAME | MODE   | STATUS |
      | EP01 | NORMAL | MOUNT  |
      | EP02 | NORMAL | MOUNT  |
      | EP11 | NORMAL | MOUNT  |
      | EP22 | NORMAL | MOUNT  |

  # 6.2.10 启动监视器
  Scenario: [5] The monitor shows the primaries
    Given the MPP of manual 6.2 runs
    When somebody types "show mpp" at the monitor
    Then the monitor shows "EP01       0         192.168.1.131  5236"
    And the monitor shows "EP02       1         192.168.1.132  5236"

  @our-reading
  Scenario: [6] What changes something needs a login
    Given the MPP of manual 6.2 runs
    When somebody types "switchover GROUP_A.EP11" at the monitor
    Then the monitor shows "[code = -5]"

  @our-reading
  Scenario: [7] Primary and standby change places
    Given the MPP of manual 6.2 runs
    When the DBA types "switchover GROUP_A.EP11" at the monitor
    Then the instances are:
      | NAME | MODE    | STATUS |
      | EP01 | STANDBY | OPEN   |
      | EP02 | PRIMARY | OPEN   |
      | EP11 | PRIMARY | OPEN   |
      | EP22 | STANDBY | OPEN   |
    And the monitor has told, in this order:
      | Start to switchover instance EP11                               |
      | Dmwatcher process EP01 status switching [OPEN-->SWITCHOVER]     |
      | Instance EP01 execute sql ALTER DATABASE MOUNT success          |
      | Instance EP11 execute sql SP_APPLY_KEEP_PKG() success           |
      | Instance EP01 execute sql ALTER DATABASE STANDBY success        |
      | Instance EP11 execute sql ALTER DATABASE PRIMARY success        |
      | Instance EP11 execute sql ALTER DATABASE OPEN FORCE success     |
      | Switchover instance EP11 success                                |

  @our-reading
  Scenario: [8] A standby replaces its primary, which is lost
    Given the MPP of manual 6.2 runs
    When on EP01, kill it
    And 10 s pass
    And the DBA types "takeover GROUP_A.EP11" at the monitor
    Then the monitor has told, in this order:
      | Start to takeover use instance EP11       |
      | Use instance EP11 to takeover success     |

  @our-reading
  Scenario: [9] A standby takes no changes
    Given the MPP of manual 6.2 runs
    When a client of EP11 executes "CREATE TABLE T(C1 INT)"
    Then that is refused with error -710
