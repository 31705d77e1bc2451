# Manual 3.1 (映射信息), 3.5
Feature: 3.5 The EPs' own hash maps decide (语句请求管理：映射信息)

  Here the EPs give a new table a hash map that is drawn, so that no rule but the map tells where a key is.

  Scenario: [1] Each key runs on the EP that has it
    Given the MPP's hash maps are drawn at random
    And the MPP and the DCP of manual 6.1 run
    And the MPP has the user APP/Apps9pw for applications
    And the application has executed "CREATE TABLE M(C1 INT PRIMARY KEY, V INT) DISTRIBUTED BY HASH(C1)"
    And M has the keys 1 to 100, and the EPs have said where each is
    When the application reads each key of M by itself
    Then each EP has executed exactly the statements about its own keys
    And 0 bytes have moved between the EPs
