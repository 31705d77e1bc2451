# Manual 6.2.1
Feature: 6.2.1 The plan (节点部署规划)

  The files are those of scenarios/primary-standby; its README tells how the manual's slips are read.

  # 表 6.5
  Scenario: [1] The files plan the primaries of table 6.5
    Given the files are those of manual 6.2
    When the MPP's ini files are read
    Then they plan these primaries:
      | 实例名 | 机器 IP       | 端口 | MAL 端口 | MPP_SEQNO |
      | EP01   | 192.168.0.141 | 5236 | 5337     | 0         |
      | EP02   | 192.168.0.142 | 5236 | 5337     | 1         |

  # 表 6.6
  Scenario: [2] The files plan the standbys of table 6.6
    Given the files are those of manual 6.2
    When the MPP's ini files are read
    Then they plan these standbys:
      | 实例名 | 对应主库 | 机器 IP       | 端口 | MAL 端口 |
      | EP11   | EP01     | 192.168.0.142 | 5237 | 5338     |
      | EP22   | EP02     | 192.168.0.141 | 5237 | 5338     |

  # 表 6.7, with EP02 and EP22 on the machines that all other tables give them
  Scenario: [3] The files plan the groups of table 6.7
    Given the files are those of manual 6.2
    When the MPP's ini files are read
    Then they plan these groups:
      | 组名    | OGUID | UDP 端口 | 实例名 | 所在机器      |
      | GROUP_A | 1000  | 5243     | EP01   | 192.168.0.141 |
      | GROUP_A | 1000  | 5243     | EP11   | 192.168.0.142 |
      | GROUP_B | 2000  | 5244     | EP22   | 192.168.0.141 |
      | GROUP_B | 2000  | 5244     | EP02   | 192.168.0.142 |

  Scenario Outline: [4] The three forms of the watchers' files plan the same: <form>
    Given the files are those of manual 6.2
    When the MPP's ini files are read
    Then the files say the same with the watchers in their form <form>

    Examples:
      | form  |
      | UDP   |
      | TCP   |
      | NEWER |

  # 表 6.8
  Scenario: [5] The DCP's dm.ini is as table 6.8 plans it
    Given the files are those of manual 6.2
    When the MPP's ini files are read
    Then the file "DCP/dm.ini" says:
      | INSTANCE_NAME   | DCP  |
      | PORT_NUM        | 5238 |
      | ENABLE_DCP_MODE | 1    |
      | DCP_PORT_NUM    | 5239 |
