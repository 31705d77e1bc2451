# Manual 6.2.2.4, 6.2.2.5, 6.2.3 to 6.2.6
Feature: 6.2.2.4 to 6.2.6 The ini files of all instances (配置主备数据库)

  As printed, with MAIL_INI for MAL_INI and EP11's MAL_INST_HOST.

  Scenario: [1] dmmal.ini, equal on all machines
    Given the files are those of manual 6.2
    When the MPP's ini files are read
    Then the file "dmmal.ini" says:
      | MAL_CHECK_INTERVAL     | 5             |               |
      | MAL_CONN_FAIL_INTERVAL | 5             |               |
      | [MAL_INST1]            | MAL_INST_NAME | EP01          |
      | [MAL_INST1]            | MAL_HOST      | 192.168.0.141 |
      | [MAL_INST1]            | MAL_PORT      | 5337          |
      | [MAL_INST1]            | MAL_INST_HOST | 192.168.1.131 |
      | [MAL_INST1]            | MAL_INST_PORT | 5236          |
      | [MAL_INST2]            | MAL_INST_NAME | EP02          |
      | [MAL_INST2]            | MAL_HOST      | 192.168.0.142 |
      | [MAL_INST2]            | MAL_PORT      | 5337          |
      | [MAL_INST2]            | MAL_INST_HOST | 192.168.1.132 |
      | [MAL_INST2]            | MAL_INST_PORT | 5236          |
      | [MAL_INST3]            | MAL_INST_NAME | EP11          |
      | [MAL_INST3]            | MAL_HOST      | 192.168.0.142 |
      | [MAL_INST3]            | MAL_PORT      | 5338          |
      | [MAL_INST3]            | MAL_INST_HOST | 192.168.1.131 |
      | [MAL_INST3]            | MAL_INST_PORT | 5237          |
      | [MAL_INST4]            | MAL_INST_NAME | EP22          |
      | [MAL_INST4]            | MAL_HOST      | 192.168.0.141 |
      | [MAL_INST4]            | MAL_PORT      | 5338          |
      | [MAL_INST4]            | MAL_INST_HOST | 192.168.1.131 |
      | [MAL_INST4]            | MAL_INST_PORT | 5237          |

  Scenario: [2] dmmpp.ini: the primaries only
    Given the files are those of manual 6.2
    When the MPP's ini files are read
    Then the file "dmmpp.ini" says:
      | [service_name1] | mpp_seq_no    | 0    |
      | [service_name1] | mpp_inst_name | EP01 |
      | [service_name2] | mpp_seq_no    | 1    |
      | [service_name2] | mpp_inst_name | EP02 |

  Scenario: [3] EP01's dm.ini
    Given the files are those of manual 6.2
    When the MPP's ini files are read
    Then the file "EP01/dm.ini" says:
      | INSTANCE_NAME | EP01 |
      | PORT_NUM      | 5236 |
      | DW_UDP_PORT   | 5243 |
      | INST_UDP_PORT | 5253 |
      | MAIL_INI      | 1    |
      | ARCH_INI      | 1    |
      | MPP_INI       | 1    |

  Scenario: [4] EP01's dmarch.ini
    Given the files are those of manual 6.2
    When the MPP's ini files are read
    Then the file "EP01/dmarch.ini" says:
      | [ARCHIVE_MPP1]   | ARCH_TYPE        | MARCH                |
      | [ARCHIVE_MPP1]   | ARCH_DEST        | EP11                 |
      | [ARCHIVE_LOCAL1] | ARCH_TYPE        | LOCAL                |
      | [ARCHIVE_LOCAL1] | ARCH_DEST        | /dm/data/EP01/DAMENG |
      | [ARCHIVE_LOCAL1] | ARCH_FILE_SIZE   | 128                  |
      | [ARCHIVE_LOCAL1] | ARCH_SPACE_LIMIT | 0                    |

  Scenario: [5] EP02's dm.ini
    Given the files are those of manual 6.2
    When the MPP's ini files are read
    Then the file "EP02/dm.ini" says:
      | INSTANCE_NAME | EP02 |
      | PORT_NUM      | 5236 |
      | DW_UDP_PORT   | 5244 |
      | INST_UDP_PORT | 5254 |
      | MAL_INI       | 1    |
      | ARCH_INI      | 1    |
      | MPP_INI       | 1    |

  Scenario: [6] EP02's dmarch.ini
    Given the files are those of manual 6.2
    When the MPP's ini files are read
    Then the file "EP02/dmarch.ini" says:
      | [ARCHIVE_MPP1]   | ARCH_TYPE        | MARCH                |
      | [ARCHIVE_MPP1]   | ARCH_DEST        | EP22                 |
      | [ARCHIVE_LOCAL1] | ARCH_TYPE        | LOCAL                |
      | [ARCHIVE_LOCAL1] | ARCH_DEST        | /dm/data/EP02/DAMENG |
      | [ARCHIVE_LOCAL1] | ARCH_FILE_SIZE   | 128                  |
      | [ARCHIVE_LOCAL1] | ARCH_SPACE_LIMIT | 0                    |

  Scenario: [7] EP11's dm.ini
    Given the files are those of manual 6.2
    When the MPP's ini files are read
    Then the file "EP11/dm.ini" says:
      | INSTANCE_NAME | EP11 |
      | PORT_NUM      | 5237 |
      | DW_UDP_PORT   | 5243 |
      | INST_UDP_PORT | 5253 |
      | MAIL_INI      | 1    |
      | ARCH_INI      | 1    |
      | MPP_INI       | 0    |

  Scenario: [8] EP11's dmarch.ini
    Given the files are those of manual 6.2
    When the MPP's ini files are read
    Then the file "EP11/dmarch.ini" says:
      | [ARCHIVE_MPP1]   | ARCH_TYPE        | MARCH                |
      | [ARCHIVE_MPP1]   | ARCH_DEST        | EP01                 |
      | [ARCHIVE_LOCAL1] | ARCH_TYPE        | LOCAL                |
      | [ARCHIVE_LOCAL1] | ARCH_DEST        | /dm/data/EP01/DAMENG |
      | [ARCHIVE_LOCAL1] | ARCH_FILE_SIZE   | 128                  |
      | [ARCHIVE_LOCAL1] | ARCH_SPACE_LIMIT | 0                    |

  Scenario: [9] EP22's dm.ini
    Given the files are those of manual 6.2
    When the MPP's ini files are read
    Then the file "EP22/dm.ini" says:
      | INSTANCE_NAME | EP22 |
      | PORT_NUM      | 5237 |
      | DW_UDP_PORT   | 5244 |
      | INST_UDP_PORT | 5254 |
      | MAL_INI       | 1    |
      | ARCH_INI      | 1    |
      | MPP_INI       | 0    |

  Scenario: [10] EP22's dmarch.ini
    Given the files are those of manual 6.2
    When the MPP's ini files are read
    Then the file "EP22/dmarch.ini" says:
      | [ARCHIVE_MPP1]   | ARCH_TYPE        | MARCH                |
      | [ARCHIVE_MPP1]   | ARCH_DEST        | EP02                 |
      | [ARCHIVE_LOCAL1] | ARCH_TYPE        | LOCAL                |
      | [ARCHIVE_LOCAL1] | ARCH_DEST        | /dm/data/EP02/DAMENG |
      | [ARCHIVE_LOCAL1] | ARCH_FILE_SIZE   | 128                  |
      | [ARCHIVE_LOCAL1] | ARCH_SPACE_LIMIT | 0                    |

  Scenario: [11] dmmwatch.ini of machine A, UDP
    Given the files are those of manual 6.2
    When the MPP's ini files are read
    Then the file "udp/A/dmmwatch.ini" says:
      | [GROUP_A] | MDW_BRO_ADDR        | 192.168.0.255                                |
      | [GROUP_A] | MDW_UDP_PORT        | 5243                                         |
      | [GROUP_A] | MDW_INST_ERROR_TIME | 5                                            |
      | [GROUP_A] | MDW_FAR_ERROR_TIME  | 5                                            |
      | [GROUP_A] | INST_OGUID          | 1000                                         |
      | [GROUP_A] | INST_NAME           | EP01                                         |
      | [GROUP_A] | INST_UDP_PORT       | 5253                                         |
      | [GROUP_A] | INST_STARTUP_CMD    | /dm/bin/dmserver /dm/data/EP01/DAMENG/dm.ini |
      | [GROUP_A] | INST_STARTUP_MODE   | 1                                            |
      | [GROUP_A] | INST_AUTO_RESTART   | 0                                            |
      | [GROUP_B] | MDW_BRO_ADDR        | 192.168.0.255                                |
      | [GROUP_B] | MDW_UDP_PORT        | 5244                                         |
      | [GROUP_B] | MDW_INST_ERROR_TIME | 5                                            |
      | [GROUP_B] | MDW_FAR_ERROR_TIME  | 5                                            |
      | [GROUP_B] | INST_OGUID          | 2000                                         |
      | [GROUP_B] | INST_NAME           | EP22                                         |
      | [GROUP_B] | INST_UDP_PORT       | 5254                                         |
      | [GROUP_B] | INST_STARTUP_CMD    | /dm/bin/dmserver /dm/data/EP02/DAMENG/dm.ini |
      | [GROUP_B] | INST_STARTUP_MODE   | 1                                            |
      | [GROUP_B] | INST_AUTO_RESTART   | 0                                            |

  Scenario: [12] dmmwatch.ini of machine B, UDP
    Given the files are those of manual 6.2
    When the MPP's ini files are read
    Then the file "udp/B/dmmwatch.ini" says:
      | [GROUP_A] | MDW_BRO_ADDR        | 192.168.0.255                                |
      | [GROUP_A] | MDW_UDP_PORT        | 5243                                         |
      | [GROUP_A] | MDW_INST_ERROR_TIME | 5                                            |
      | [GROUP_A] | MDW_FAR_ERROR_TIME  | 5                                            |
      | [GROUP_A] | INST_OGUID          | 1000                                         |
      | [GROUP_A] | INST_NAME           | EP11                                         |
      | [GROUP_A] | INST_UDP_PORT       | 5253                                         |
      | [GROUP_A] | INST_STARTUP_CMD    | /dm/bin/dmserver /dm/data/EP01/DAMENG/dm.ini |
      | [GROUP_A] | INST_STARTUP_MODE   | 1                                            |
      | [GROUP_A] | INST_AUTO_RESTART   | 0                                            |
      | [GROUP_B] | MDW_BRO_ADDR        | 192.168.0.255                                |
      | [GROUP_B] | MDW_UDP_PORT        | 5244                                         |
      | [GROUP_B] | MDW_INST_ERROR_TIME | 5                                            |
      | [GROUP_B] | MDW_FAR_ERROR_TIME  | 5                                            |
      | [GROUP_B] | INST_OGUID          | 2000                                         |
      | [GROUP_B] | INST_NAME           | EP02                                         |
      | [GROUP_B] | INST_UDP_PORT       | 5254                                         |
      | [GROUP_B] | INST_STARTUP_CMD    | /dm/bin/dmserver /dm/data/EP02/DAMENG/dm.ini |
      | [GROUP_B] | INST_STARTUP_MODE   | 1                                            |
      | [GROUP_B] | INST_AUTO_RESTART   | 0                                            |

  Scenario: [13] dmmwatch.ini of machine A, TCP
    Given the files are those of manual 6.2
    When the MPP's ini files are read
    Then the file "tcp/A/dmmwatch.ini" says:
      | [GROUP_A] | MDW_TCP_PORT        | 5263                                         |
      | [GROUP_A] | MDW_MAL_INI         | /dm/data/EP01/DAMENG/dmmal.ini               |
      | [GROUP_A] | MDW_ARCH_INI        | /dm/data/EP01/DAMENG/dmarch.ini              |
      | [GROUP_A] | MDW_ARCH_TYPE       | MARCH                                        |
      | [GROUP_A] | MDW_UDP_PORT        | 5243                                         |
      | [GROUP_A] | MDW_INST_ERROR_TIME | 5                                            |
      | [GROUP_A] | MDW_FAR_ERROR_TIME  | 0                                            |
      | [GROUP_A] | INST_OGUID          | 1000                                         |
      | [GROUP_A] | INST_NAME           | EP01                                         |
      | [GROUP_A] | INST_UDP_PORT       | 5253                                         |
      | [GROUP_A] | INST_STARTUP_CMD    | /dm/bin/dmserver /dm/data/EP01/DAMENG/dm.ini |
      | [GROUP_A] | INST_STARTUP_MODE   | 1                                            |
      | [GROUP_A] | INST_AUTO_RESTART   | 0                                            |
      | [GROUP_B] | MDW_TCP_PORT        | 5264                                         |
      | [GROUP_B] | MDW_MAL_INI         | /dm/data/EP02/DAMENG/dmmal.ini               |
      | [GROUP_B] | MDW_ARCH_INI        | /dm/data/EP02/DAMENG/dmarch.ini              |
      | [GROUP_B] | MDW_ARCH_TYPE       | MARCH                                        |
      | [GROUP_B] | MDW_UDP_PORT        | 5244                                         |
      | [GROUP_B] | MDW_INST_ERROR_TIME | 5                                            |
      | [GROUP_B] | MDW_FAR_ERROR_TIME  | 5                                            |
      | [GROUP_B] | INST_OGUID          | 2000                                         |
      | [GROUP_B] | INST_NAME           | EP22                                         |
      | [GROUP_B] | INST_UDP_PORT       | 5254                                         |
      | [GROUP_B] | INST_STARTUP_CMD    | /dm/bin/dmserver /dm/data/EP02/DAMENG/dm.ini |
      | [GROUP_B] | INST_STARTUP_MODE   | 1                                            |
      | [GROUP_B] | INST_AUTO_RESTART   | 0                                            |

  Scenario: [14] dmmwatch.ini of machine B, TCP
    Given the files are those of manual 6.2
    When the MPP's ini files are read
    Then the file "tcp/B/dmmwatch.ini" says:
      | [GROUP_A] | MDW_TCP_PORT        | 5263                                         |
      | [GROUP_A] | MDW_MAL_INI         | /dm/data/EP01/DAMENG/dmmal.ini               |
      | [GROUP_A] | MDW_ARCH_INI        | /dm/data/EP01/DAMENG/dmarch.ini              |
      | [GROUP_A] | MDW_ARCH_TYPE       | MARCH                                        |
      | [GROUP_A] | MDW_UDP_PORT        | 5243                                         |
      | [GROUP_A] | MDW_INST_ERROR_TIME | 5                                            |
      | [GROUP_A] | MDW_FAR_ERROR_TIME  | 0                                            |
      | [GROUP_A] | INST_OGUID          | 1000                                         |
      | [GROUP_A] | INST_NAME           | EP11                                         |
      | [GROUP_A] | INST_UDP_PORT       | 5253                                         |
      | [GROUP_A] | INST_STARTUP_CMD    | /dm/bin/dmserver /dm/data/EP01/DAMENG/dm.ini |
      | [GROUP_A] | INST_STARTUP_MODE   | 1                                            |
      | [GROUP_A] | INST_AUTO_RESTART   | 0                                            |
      | [GROUP_B] | MDW_TCP_PORT        | 5264                                         |
      | [GROUP_B] | MDW_MAL_INI         | /dm/data/EP02/DAMENG/dmmal.ini               |
      | [GROUP_B] | MDW_ARCH_INI        | /dm/data/EP02/DAMENG/dmarch.ini              |
      | [GROUP_B] | MDW_ARCH_TYPE       | MARCH                                        |
      | [GROUP_B] | MDW_UDP_PORT        | 5244                                         |
      | [GROUP_B] | MDW_INST_ERROR_TIME | 5                                            |
      | [GROUP_B] | MDW_FAR_ERROR_TIME  | 5                                            |
      | [GROUP_B] | INST_OGUID          | 2000                                         |
      | [GROUP_B] | INST_NAME           | EP02                                         |
      | [GROUP_B] | INST_UDP_PORT       | 5254                                         |
      | [GROUP_B] | INST_STARTUP_CMD    | /dm/bin/dmserver /dm/data/EP02/DAMENG/dm.ini |
      | [GROUP_B] | INST_STARTUP_MODE   | 1                                            |
      | [GROUP_B] | INST_AUTO_RESTART   | 0                                            |

  Scenario: [15] dmmmon.ini of the monitor, UDP
    Given the files are those of manual 6.2
    When the MPP's ini files are read
    Then the file "udp/C/dmmmon.ini" says:
      | MON_BRO_ADDR        | 192.168.0.255  |      |
      | MON_LOG_PATH        | /dm/data/log   |      |
      | MON_LOG_INTERVAL    | 60             |      |
      | MON_LOG_FILE_SIZE   | 64             |      |
      | MON_LOG_SPACE_LIMIT | 0              |      |
      | [GROUP_A]           | MON_UDP_PORT   | 5243 |
      | [GROUP_A]           | MON_INST_OGUID | 1000 |
      | [GROUP_B]           | MON_UDP_PORT   | 5244 |
      | [GROUP_B]           | MON_INST_OGUID | 2000 |

  Scenario: [16] dmmmon.ini of the monitor, TCP
    Given the files are those of manual 6.2
    When the MPP's ini files are read
    Then the file "tcp/C/dmmmon.ini" says:
      | MON_LOG_PATH        | /dm/data/log     |               |
      | MON_LOG_INTERVAL    | 60               |               |
      | MON_LOG_FILE_SIZE   | 64               |               |
      | MON_LOG_SPACE_LIMIT | 0                |               |
      | [GROUP_A]           | MON_INST_OGUID   | 1000          |
      | [GROUP_A]           | MON_MDW_TCP_PORT | 5263          |
      | [GROUP_A]           | MON_MDW_IP       | 192.168.0.141 |
      | [GROUP_A]           | MON_MDW_IP       | 192.168.0.142 |
      | [GROUP_B]           | MON_INST_OGUID   | 2000          |
      | [GROUP_B]           | MON_MDW_TCP_PORT | 5264          |
      | [GROUP_B]           | MON_MDW_IP       | 192.168.0.141 |
      | [GROUP_B]           | MON_MDW_IP       | 192.168.0.142 |
