# Manual 6.1.4
Feature: 6.1.4 dmmpp.ctl, made of dmmpp.ini by dmctlcvt (配置 dmmpp.ctl)

  The manual misprints "dmmp.ini" and "dmmpctl"; dmmpp.ini and dmmpp.ctl are meant.

  Scenario: [1] dmmpp.ini is as printed
    When the MPP's ini files are read
    Then the file "dmmpp.ini" says:
      | [service_name1] | mpp_seq_no    | 0    |
      | [service_name1] | mpp_inst_name | EP01 |
      | [service_name2] | mpp_seq_no    | 1    |
      | [service_name2] | mpp_inst_name | EP02 |

  Scenario: [2] t2c makes a binary file
    Given "/dm/data/DAMENG/dmmpp.ini" is a copy of "dmmpp.ini"
    When somebody runs "dmctlcvt t2c /dm/data/DAMENG/dmmpp.ini /dm/data/DAMENG/dmmpp.ctl"
    Then the file "/dm/data/DAMENG/dmmpp.ctl" is not text

  # 表 6.3: MPP_2PC_FLAG 默认 0
  Scenario: [3] c2t makes a text again that says the same
    Given "/dm/data/DAMENG/dmmpp.ini" is a copy of "dmmpp.ini"
    And somebody runs "dmctlcvt t2c /dm/data/DAMENG/dmmpp.ini /dm/data/DAMENG/dmmpp.ctl"
    When somebody runs "dmctlcvt c2t /dm/data/DAMENG/dmmpp.ctl /dm/data/DAMENG/again.ini"
    Then the file "/dm/data/DAMENG/again.ini" says:
      | MPP_2PC_FLAG    | 0             |      |
      | [service_name1] | MPP_SEQ_NO    | 0    |
      | [service_name1] | MPP_INST_NAME | EP01 |
      | [service_name2] | MPP_SEQ_NO    | 1    |
      | [service_name2] | MPP_INST_NAME | EP02 |

  # the syntax of current dmctlcvt
  Scenario: [4] TYPE=2 and TYPE=1 do the same
    Given "/dm/data/DAMENG/dmmpp.ini" is a copy of "dmmpp.ini"
    And somebody runs "dmctlcvt TYPE=2 SRC=/dm/data/DAMENG/dmmpp.ini DEST=/dm/data/DAMENG/dmmpp.ctl"
    When somebody runs "dmctlcvt TYPE=1 SRC=/dm/data/DAMENG/dmmpp.ctl DEST=/dm/data/DAMENG/again.ini"
    Then the file "/dm/data/DAMENG/again.ini" says:
      | MPP_2PC_FLAG    | 0             |      |
      | [service_name1] | MPP_SEQ_NO    | 0    |
      | [service_name1] | MPP_INST_NAME | EP01 |
      | [service_name2] | MPP_SEQ_NO    | 1    |
      | [service_name2] | MPP_INST_NAME | EP02 |
