# Manual 3.5
Feature: 3.5 Staying on an EP (停留在上次使用的 EP)

  Background:
    Given the MPP of manual 6.1 runs
    And the MPP has the user APP/Apps9pw for applications
    And APP has the table T with the keys 1 to 10, the even ones on EP01 and the odd ones on EP02

  # 如果不是，则随机选取 DM MPP 中的某一个节点执行
  @our-reading @better-than-the-manual
  Scenario: [1] With DCP_STAY_ON_EP = 1 what any EP may run stays on the session's last one
    Given the DCP's dm.ini says DCP_STAY_ON_EP = 1
    And the DCP of manual 6.1 runs, configured as in 6.1.7 and 6.1.8
    And the application has executed "SELECT C2 FROM T WHERE C1 = 2"
    When the application executes "SELECT COUNT(*) FROM T" 20 times
    Then EP01 has executed 21 statements and EP02 has executed 0
