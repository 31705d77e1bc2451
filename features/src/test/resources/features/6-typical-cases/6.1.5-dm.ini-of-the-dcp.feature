# Manual 6.1.5, 3
Feature: 6.1.5 dm.ini of the DCP (配置 DCP 服务器的 dm.ini)

  # ./dminit path=/dm/data/ instance_name=DCP DCP_MODE=1 DCP_PORT_NUM=5239
  Scenario: [1] The DCP is set up when its database is initialised
    When somebody runs "init path=/dm/data/ instance_name=DCP DCP_MODE=1 DCP_PORT_NUM=5239"
    Then the file "/dm/data/DAMENG/dm.ini" says:
      | INSTANCE_NAME   | DCP  |
      | PORT_NUM        | 5236 |
      | ENABLE_DCP_MODE | 1    |
      | DCP_PORT_NUM    | 5239 |

  # 或者，也可以在初始化库完成之后修改 dm.ini 文件，效果是一样的。 PORT_NUM is table 6.2's
  Scenario: [2] dm.ini says the same, written by hand
    When the MPP's ini files are read
    Then the file "DCP/dm.ini" says:
      | INSTANCE_NAME   | DCP  |
      | PORT_NUM        | 5238 |
      | ENABLE_DCP_MODE | 1    |
      | DCP_PORT_NUM    | 5239 |

  @our-reading
  Scenario: [3] Who gives no SYSDBA_PWD is told a password, once
    Given somebody runs "init path=/dm/data/ instance_name=DCP DCP_MODE=1 DCP_PORT_NUM=5239"
    When the DCP starts
    Then the password that was printed lets SYSDBA in to the management port

  Scenario Outline: [4] A server whose dm.ini has <setting> = <value> does not run as a DCP
    Given the DCP's dm.ini says <setting> = <value>
    When the DCP is to start
    Then it does not start, and says:
      | dm.ini    |
      | <setting> |
      | <reason>  |

    Examples:
      | setting            | value | reason                    |
      | ENABLE_DCP_MODE    | 0     | must be 1                 |
      | DCP_PORT_NUM       | 5238  | must differ from PORT_NUM |
      | DCP_PORT_NUM       | 70000 | 65534                     |
      | DCP_CONN_POOL_SIZE | 0     | 1..10000                  |
      | DCP_CONN_POOL_SIZE | 10001 | 1..10000                  |
