# Manual 6.1.1, 6.1.2
Feature: 6.1.2 dm.ini of the EPs (配置 dm.ini)

  The files are those of scenarios/plain-mpp. Tables are the manual's, setting by setting.

  Scenario: [1] EP01's dm.ini is as printed
    When the MPP's ini files are read
    Then the file "EP01/dm.ini" says:
      | INSTANCE_NAME | EP01 |
      | PORT_NUM      | 5236 |
      | MAL_INI       | 1    |
      | MPP_INI       | 1    |

  Scenario: [2] EP02's dm.ini is as printed
    When the MPP's ini files are read
    Then the file "EP02/dm.ini" says:
      | INSTANCE_NAME | EP02 |
      | PORT_NUM      | 5237 |
      | MAL_INI       | 1    |
      | MPP_INI       | 1    |

  # 表 6.1 MPP 配置节点规划
  Scenario: [3] Together the files plan the EPs of table 6.1
    When the MPP's ini files are read
    Then they plan these EPs:
      | 实例名 | 机器 IP     | 服务器端口 | MAL 端口 | MPP_SEQNO |
      | EP01   | 192.168.0.1 | 5236       | 5269     | 0         |
      | EP02   | 192.168.0.2 | 5237       | 5270     | 1         |
