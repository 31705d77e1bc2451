# Manual 1
Feature: 1 The limits to the letter, with DCP_MANUAL_MODE = 1 (使用上存在以下限制)

  Background:
    Given the DCP's dm.ini says DCP_MANUAL_MODE = 1
    And the MPP and the DCP of manual 6.1 run
    And the MPP has the user APP/Apps9pw for applications
    And APP has the table T with the keys 1 to 10, the even ones on EP01 and the odd ones on EP02
    And APP has the table L with 2000 rows of 100 characters

  # 语句提交后，不支持再次获取结果集
  Scenario: [1] After COMMIT the rest of a result set cannot be fetched
    Given the application has begun a transaction with "SELECT C2 FROM T WHERE C1 = 2"
    And the application has read 10 rows of "SELECT C1, C2 FROM L ORDER BY C1"
    And the application has committed
    When the application reads the remaining rows
    Then that is refused with error -8974

  Scenario: [2] Before it, it can
    Given the application has begun a transaction with "SELECT C2 FROM T WHERE C1 = 2"
    And the application has read 10 rows of "SELECT C1, C2 FROM L ORDER BY C1"
    When the application reads the remaining rows
    Then it has read 1990 rows
