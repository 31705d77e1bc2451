# Ours: mpp-simulator/README.md, Trouble on purpose
Feature: What goes wrong at an EP, and what applications see of it (故障)

  The words are those of the class Faults, in which Java, HTTP and the demo's prompt have them too.

  Background:
    Given the MPP and the DCP of manual 6.1 run
    And the MPP has the user APP/Apps9pw for applications
    And APP has the table T with the keys 1 to 10, the even ones on EP01 and the odd ones on EP02

  Scenario: [1] A commit whose reply is lost is unknown, and the application finds out
    Given when EP02 has answered 3 commits of user APP, cut its 4th reply after 7 bytes
    And the application runs transactions, each of one line and a commit:
      | UPDATE T SET C2 = 'one' WHERE C1 = 1   |
      | UPDATE T SET C2 = 'two' WHERE C1 = 3   |
      | UPDATE T SET C2 = 'three' WHERE C1 = 5 |
    And the application has executed "UPDATE T SET C2 = 'four' WHERE C1 = 7"
    When the application commits
    Then that is refused with error -8912
    And "SELECT C2 FROM T WHERE C1 = 7" gives the application:
      | C2   |
      | four |

  Scenario: [2] While an EP is down nobody is let in, and a driver that takes interim frames waits until it is back
    Given the DBA executes "SP_SET_PARA_VALUE(0, 'DCP_LOGIN_TIMEOUT', 120)"
    And on EP02, kill it
    And "SELECT STATE FROM V$DCP_EP_STATE WHERE NAME = 'EP02'" soon gives the DBA:
      | STATE      |
      | NOT USABLE |
    And the application is logging in to the user port as APP/Apps9pw
    And 30 s have passed
    And the application has no answer yet
    When on EP02, restart it
    And 4 s pass
    Then what the application waited for succeeds

  Scenario: [3] An EP that has started again has what was committed
    Given the application has executed "UPDATE T SET C2 = 'kept' WHERE C1 = 1"
    And on EP02, kill it
    When on EP02, restart it
    Then APP/Apps9pw is soon let in to the user port
    And "SELECT C2 FROM T WHERE C1 = 1" gives application B:
      | C2   |
      | kept |

  Scenario: [4] A paused EP answers when it goes on
    Given the application is logged in to the user port as APP/Apps9pw
    And on EP02, pause it
    And the application is executing "SELECT C2 FROM T WHERE C1 = 1"
    And the fault Stall has taken effect at EP02
    And the application has no answer yet
    When on EP02, resume it
    Then what the application waited for succeeds

  Scenario: [5] An EP that swallows what it is asked holds a refresh up by a second, no longer
    Given on EP02, swallow its requests
    And the DBA is executing "SP_DCP_REFRESH_CONFIG()"
    And the fault Blackhole has taken effect at EP02
    And the DBA has no answer yet
    When 1 s pass
    Then what the DBA waited for succeeds

  Scenario: [6] And is there again when it is healed
    Given on EP02, swallow its requests
    When on EP02, heal it
    Then "SP_DCP_REFRESH_CONFIG()" is accepted from the DBA

  Scenario: [7] A reply is late by as much as the clock is turned
    Given the application is logged in to the user port as APP/Apps9pw
    And when EP02 has answered 0 statements of user APP, delay its 1st reply by 3 s
    And the application is executing "UPDATE T SET C2 = 'late' WHERE C1 = 1"
    And the fault Delay has taken effect at EP02
    And 2 s have passed
    And the application has no answer yet
    When 1 s pass
    Then what the application waited for succeeds

  Scenario: [8] A new transaction waits while an EP is down, and runs when it is back
    Given the application is logged in to the user port as APP/Apps9pw
    And on EP02, kill it
    And the application is executing "SELECT C2 FROM T WHERE C1 = 1"
    And 10 s have passed
    And the application has no answer yet
    When on EP02, restart it
    And 4 s pass
    Then what the application waited for succeeds

  Scenario: [9] The DBA sees which EP is down
    Given on EP02, kill it
    When the DBA executes "SP_DCP_REFRESH_CONFIG()"
    And the DBA executes "SELECT EPNO, NAME, STATE, CODE FROM V$DCP_EP_STATE"
    Then the result is:
      | EPNO | NAME | STATE      | CODE  |
      | 0    | EP01 | OK         | NULL  |
      | 1    | EP02 | NOT USABLE | -6012 |
