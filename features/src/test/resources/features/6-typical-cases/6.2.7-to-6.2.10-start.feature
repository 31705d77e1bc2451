# Manual 6.2.7, 6.2.9, 6.2.10
Feature: 6.2.7 to 6.2.10 Databases, watchers and the monitor are started (启动数据库)

  Commands and statements are the manual's, letter by letter; the data is prepared as in 6.2.2.

  Background:
    Given there is nothing yet on the machines of manual 6.2
    And these commands have been typed on the machines:
      | A | ./dminit path=/dm/data/EP01      |
      | B | ./dminit path=/dm/data/EP02      |
      | A | scp -r /dm/data/EP01 B:/dm/data/ |
      | B | scp -r /dm/data/EP02 A:/dm/data/ |
    # A 机器：以 mount 方式启动所有实例。B 机器：以 mount 方式启动所有实例
    And these commands have been typed on the machines:
      | A | ./dmserver /dm/data/EP01/DAMENG/dm.ini mount |
      | A | ./dmserver /dm/data/EP02/DAMENG/dm.ini mount |
      | B | ./dmserver /dm/data/EP02/DAMENG/dm.ini mount |
      | B | ./dmserver /dm/data/EP01/DAMENG/dm.ini mount |

  Scenario: [1] All instances are mounted
    Then the instances are:
      | NAME | MODE   | STATUS |
      | EP01 | NORMAL | MOUNT  |
      | EP02 | NORMAL | MOUNT  |
      | EP11 | NORMAL | MOUNT  |
      | EP22 | NORMAL | MOUNT  |

  # 至此 DM MPP 主备守护系统搭建完毕，可以提供完善的数据保护和高可用性特性
  Scenario: [2] OGUIDs, modes, watchers and the monitor make a guarded MPP of them
    When a client of EP01 executes "sp_set_oguid(1000);"
    And a client of EP11 executes "sp_set_oguid(1000);"
    And a client of EP02 executes "sp_set_oguid(2000);"
    And a client of EP22 executes "sp_set_oguid(2000);"
    And a client of EP01 executes "alter database primary;"
    And a client of EP02 executes "alter database primary;"
    And a client of EP11 executes "alter database standby;"
    And a client of EP22 executes "alter database standby;"
    And these commands are typed on the machines:
      | A | ./dmppwatch /dm/data/EP01/DAMENG/dmwatch.ini |
      | B | ./dmppwatch /dm/data/EP02/DAMENG/dmwatch.ini |
      | C | ./dmppmon /dm/data/dmmon.ini                 |
    And 10 s pass
    Then the instances are:
      | NAME | MODE    | STATUS |
      | EP01 | PRIMARY | OPEN   |
      | EP02 | PRIMARY | OPEN   |
      | EP11 | STANDBY | OPEN   |
      | EP22 | STANDBY | OPEN   |
    And "select arch_dest, arch_status from v$arch_status;" gives a client of EP01:
      | ARCH_DEST | ARCH_STATUS |
      | EP11      | VALID       |
      | EP22      | VALID       |

  # 启动后应用可能连接到数据库进行操作，破坏主备数据库的一致性
  Scenario: [3] Mounted, nobody copies it either
    When "scp -r /dm/data/EP01 B:/dm/data/" is typed on A, which cannot be done
    Then the machine answers "EP01 runs; shut it down first"
