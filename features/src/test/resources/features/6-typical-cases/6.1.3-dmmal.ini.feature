# Manual 6.1.3
Feature: 6.1.3 dmmal.ini, equal on both EPs (配置 dmmal.ini)

  Scenario: [1] dmmal.ini is as printed
    When the MPP's ini files are read
    Then the file "dmmal.ini" says:
      | [mal_inst1] | mal_inst_name | EP01        |
      | [mal_inst1] | mal_host      | 192.168.0.1 |
      | [mal_inst1] | mal_port      | 5269        |
      | [mal_inst1] | mal_inst_host | 192.168.0.1 |
      | [mal_inst1] | mal_inst_port | 5236        |
      | [mal_inst2] | mal_inst_name | EP02        |
      | [mal_inst2] | mal_host      | 192.168.0.2 |
      | [mal_inst2] | mal_port      | 5270        |
      | [mal_inst2] | mal_inst_host | 192.168.0.2 |
      | [mal_inst2] | mal_inst_port | 5237        |
