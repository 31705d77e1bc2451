# Manual 6.2.2.3, 6.2.7
Feature: 6.2.2.3 and 6.2.7 Instances start with mount (以 mount 方式启动)

  # 6.2.2.3 检查数据一致性: the figures are the manual's
  Scenario: [1] Primary and standby have the same LSN
    When all instances are started with mount
    Then "select file_lsn, cur_lsn from v$rlog;" gives a client of EP01:
      | FILE_LSN | CUR_LSN |
      | 10250    | 10250   |
    And "select file_lsn, cur_lsn from v$rlog;" gives a client of EP02:
      | FILE_LSN | CUR_LSN |
      | 10250    | 10250   |
    And "select file_lsn, cur_lsn from v$rlog;" gives a client of EP11:
      | FILE_LSN | CUR_LSN |
      | 10250    | 10250   |
    And "select file_lsn, cur_lsn from v$rlog;" gives a client of EP22:
      | FILE_LSN | CUR_LSN |
      | 10250    | 10250   |

  # 确保永久魔数是否一致
  Scenario: [2] Primary and standby have the same permanent magic
    When all instances are started with mount
    Then "select permanent_magic;" gives a client of EP01 what "select permanent_magic;" gives a client of EP11
    And "select permanent_magic;" gives a client of EP02 what "select permanent_magic;" gives a client of EP22

  Scenario: [3] Nobody has access while they are mounted
    Given all instances have been started with mount
    When a client of EP01 executes "CREATE TABLE T(C1 INT)"
    Then that is refused with error -510

  # 6.2.7.2 设置 OGUID
  Scenario: [4] The OGUIDs are set
    Given all instances have been started with mount
    When a client of EP01 executes "sp_set_oguid(1000);"
    Then "select oguid from v$instance;" gives a client of EP01:
      | OGUID |
      | 1000  |

  # 6.2.7.3 修改数据库模式
  Scenario: [5] The modes are changed
    Given all instances have been started with mount
    When the OGUIDs are set and the modes are changed as in 6.2.7
    Then the instances are:
      | NAME | MODE    | STATUS |
      | EP01 | PRIMARY | MOUNT  |
      | EP02 | PRIMARY | MOUNT  |
      | EP11 | STANDBY | MOUNT  |
      | EP22 | STANDBY | MOUNT  |

  @our-reading
  Scenario: [6] Neither is done on an instance that is open
    Given the MPP of manual 6.2 runs
    And a client of EP01 tries "sp_set_oguid(1000);", which is refused with error -8945
    When a client of EP01 executes "alter database standby;"
    Then that is refused with error -8947

  # 数据守护配置结束后，守护进程会自动 OPEN 数据库
  @our-reading
  Scenario: [7] Nobody opens a primary by hand without force
    Given all instances have been started with mount
    And the OGUIDs are set and the modes are changed as in 6.2.7
    When a client of EP01 executes "alter database open;"
    Then that is refused with error -8946

  # 一定要以 mount 方式启动数据库，否则系统启动时会重构回滚表空间，生成 REDO 日志
  Scenario: [8] An instance that was started without mount has another LSN
    Given all instances have been started with mount
    When these commands are typed on the machines:
      | A | ./DmServiceEP01 stop                         |
      | A | ./dmserver /dm/data/EP01/DAMENG/dm.ini       |
      | A | ./DmServiceEP01 stop                         |
      | A | ./dmserver /dm/data/EP01/DAMENG/dm.ini mount |
    Then "select file_lsn, cur_lsn from v$rlog;" gives a client of EP01:
      | FILE_LSN | CUR_LSN |
      | 10266    | 10266   |
    And "select file_lsn, cur_lsn from v$rlog;" gives a client of EP11:
      | FILE_LSN | CUR_LSN |
      | 10250    | 10250   |

  # 如果不一样，需要重新准备数据
  @our-reading
  Scenario: [9] Then the standby gets nothing and takes nobody's place
    Given all instances have been started with mount
    And these commands have been typed on the machines:
      | A | ./DmServiceEP01 stop                         |
      | A | ./dmserver /dm/data/EP01/DAMENG/dm.ini       |
      | A | ./DmServiceEP01 stop                         |
      | A | ./dmserver /dm/data/EP01/DAMENG/dm.ini mount |
    And the OGUIDs are set and the modes are changed as in 6.2.7
    And the watchers have been started
    And 10 s have passed
    When the DBA types "switchover GROUP_A.EP11" at the monitor
    Then the monitor shows "[code = -8111]"
    And "select arch_dest, arch_status from v$arch_status;" gives a client of EP01:
      | ARCH_DEST | ARCH_STATUS |
      | EP11      | INVALID     |
      | EP22      | VALID       |

  # 系统通过 OGUID 值确定一个守护进程组，由用户保证 OGUID 值的唯一性
  @our-reading
  Scenario Outline: [10] A primary whose OGUID is <what> is not opened
    Given all instances have been started with mount
    And the OGUID of EP02 is set to <oguid> and the modes are changed as in 6.2.7
    And the watchers have been started
    When 10 s pass
    Then the instances are:
      | NAME | MODE    | STATUS |
      | EP01 | PRIMARY | OPEN   |
      | EP02 | PRIMARY | MOUNT  |
      | EP11 | STANDBY | OPEN   |
      | EP22 | STANDBY | OPEN   |
    And the monitor has told, in this order:
      | the OGUID of instance EP02 is <oguid>, not its group's 2000 |

    Examples:
      | what              | oguid |
      | the other group's | 1000  |
      | not set           | 0     |

  # 还需要确保永久魔数是否一致
  @our-reading
  Scenario: [11] A standby that was made by itself has another magic, gets nothing and takes nobody's place
    Given there is nothing yet on the machines of manual 6.2
    And these commands have been typed on the machines:
      | A | ./dminit path=/dm/data/EP01       |
      | B | ./dminit path=/dm/data/EP01       |
      | B | ./dminit path=/dm/data/EP02       |
      | B | scp -r /dm/data/EP02 A:/dm/data/  |
    And all instances have been started with mount as in 6.2.7
    And the OGUIDs are set and the modes are changed as in 6.2.7
    And the watchers have been started
    And 10 s have passed
    When the DBA types "switchover GROUP_A.EP11" at the monitor
    Then the monitor shows "[code = -8111]"
    And "select arch_dest, arch_status from v$arch_status;" gives a client of EP01:
      | ARCH_DEST | ARCH_STATUS |
      | EP11      | INVALID     |
      | EP22      | VALID       |

  # 需要重新准备数据
  @our-reading
  Scenario: [12] Prepared anew it follows again
    Given all instances have been started with mount
    And these commands have been typed on the machines:
      | A | ./DmServiceEP01 stop                         |
      | A | ./dmserver /dm/data/EP01/DAMENG/dm.ini       |
      | A | ./DmServiceEP01 stop                         |
      | B | ./DmServiceEP11 stop                         |
    When these commands are typed on the machines:
      | A | scp -r /dm/data/EP01 B:/dm/data/             |
      | A | ./dmserver /dm/data/EP01/DAMENG/dm.ini mount |
      | B | ./dmserver /dm/data/EP01/DAMENG/dm.ini mount |
    And the OGUIDs are set and the modes are changed as in 6.2.7
    And the watchers are started
    And 10 s pass
    Then "select file_lsn, cur_lsn from v$rlog;" gives a client of EP11:
      | FILE_LSN | CUR_LSN |
      | 10266    | 10266   |
    And "select arch_dest, arch_status from v$arch_status;" gives a client of EP01:
      | ARCH_DEST | ARCH_STATUS |
      | EP11      | VALID       |
      | EP22      | VALID       |

  @our-reading
  Scenario: [13] Mode and OGUID are the database's, and are copied with it
    Given all instances have been started with mount
    And the OGUIDs are set and the modes are changed as in 6.2.7
    And a client of EP01 has logged out
    And a client of EP11 has logged out
    When these commands are typed on the machines:
      | A | ./DmServiceEP01 stop                         |
      | B | ./DmServiceEP11 stop                         |
      | A | scp -r /dm/data/EP01 B:/dm/data/             |
      | B | ./dmserver /dm/data/EP01/DAMENG/dm.ini mount |
    Then "select mode$, oguid from v$instance;" gives a client of EP11:
      | MODE$   | OGUID |
      | PRIMARY | 1000  |
