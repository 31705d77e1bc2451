# Manual 6.3
Feature: 6.3 Several DCPs at a time (经典情景三：多个 DCP 同时提供服务)

  The two DCPs stand before the MPP of 6.1. What dm_svc.conf says of their addresses is what these are on this machine.

  # DCP 与 DCP 之间是独立的，每一个 DCP 的搭建方式同经典场景一、经典场景二中完全相同
  Scenario: [1] Each DCP is built as in 6.1, by itself
    Given the MPP of manual 6.1 runs
    And a DCP runs on 192.168.0.207, built as in manual 6.1 with PORT_NUM 5236
    And it has been configured as in 6.1.7 and 6.1.8 at 192.168.0.207
    When a DCP runs on 192.168.0.208, built as in manual 6.1 with PORT_NUM 5236
    Then "select * from V$DCPINSTS;" gives the DBA of 192.168.0.207:
      | NAME | EPNO | IP          | PORT |
      | EP01 | 0    | 192.168.0.1 | 5236 |
      | EP02 | 1    | 192.168.0.2 | 5237 |
    And "select * from V$DCPINSTS;" gives the DBA of 192.168.0.208 no rows
    And "select * from SYS.SYSDCPINSTS;" gives the DBA of 192.168.0.208 no rows

  # 只需要增加一个步骤，在 dm_svc.conf 中添加各 DCP 节点的服务名. 客户端工具可以直接使用 DCP 服务名连接
  Scenario: [2] Clients connect by the name of the service
    Given the DCPs of manual 6.3 run, and dm_svc.conf says:
      """
      dcp=(192.168.0.207:5236,192.168.0.208:5236)
      """
    And the MPP has the user APP/Apps9pw for applications
    And application A is logged in to the service dcp as APP/Apps9pw
    And application A has executed "CREATE TABLE CITY(ID INT PRIMARY KEY, NAME VARCHAR(50)) DISTRIBUTED BY HASH(ID)"
    And application B is logged in to the service dcp as APP/Apps9pw
    When application A executes "INSERT INTO CITY VALUES(1, '武汉')"
    Then "SELECT ID, NAME FROM CITY" gives application B:
      | ID | NAME |
      | 1  | 武汉 |

  # 有效提升 DCP 性能
  Scenario: [3] Both DCPs serve
    Given the DCPs of manual 6.3 run, and dm_svc.conf says:
      """
      dcp=(192.168.0.207:5236,192.168.0.208:5236)
      """
    When 20 applications log in to the service dcp as SYSDBA/SYSDBA
    Then each DCP has at least 1 session

  # 一个 DCP 代理可能会因为一些不可抗拒因素而出现故障 ... 提高系统稳定性
  Scenario: [4] When one DCP is lost, the other serves those who come
    Given the DCPs of manual 6.3 run, and dm_svc.conf says:
      """
      dcp=(192.168.0.207:5236,192.168.0.208:5236)
      """
    And the DCP on 192.168.0.207 has stopped
    When 6 applications log in to the service dcp as SYSDBA/SYSDBA
    Then the DCP on 192.168.0.208 has 6 sessions

  Scenario: [5] When its DCP is lost, a connection with DO_SWITCH goes on at the other
    Given the DCPs of manual 6.3 run, and dm_svc.conf says:
      """
      dcp=(192.168.0.207:5236,192.168.0.208:5236)
      [dcp]
      DO_SWITCH=(1)
      EP_SELECTOR=(1)
      """
    And application A is logged in to the service dcp as SYSDBA/SYSDBA
    And the DCP on 192.168.0.207 has 1 session
    And the DCP on 192.168.0.207 has stopped
    And application A tries "SELECT 1 FROM DUAL", which is refused with error 20000
    When application A executes "SELECT 2 AS ANSWER FROM DUAL"
    Then the result is:
      | ANSWER |
      | 2      |
    And the DCP on 192.168.0.208 has 1 session

  @our-reading
  Scenario: [6] Before a planned stop its connections move to the other, and nobody notices
    Given the DCPs of manual 6.3 run, and dm_svc.conf says:
      """
      dcp=(192.168.0.207:5236,192.168.0.208:5236)
      [dcp]
      DO_SWITCH=(1)
      EP_SELECTOR=(1)
      """
    And application A is logged in to the service dcp as SYSDBA/SYSDBA
    And the DBA of 192.168.0.207 drains it for SYSDBA within 60 s, and names the DCP on 192.168.0.208
    When application A executes "SELECT 3 AS ANSWER FROM DUAL"
    Then the result is:
      | ANSWER |
      | 3      |
    And the DCP on 192.168.0.207 has 0 sessions
    And the DCP on 192.168.0.208 has 1 session
    And "SELECT STATUS, MOVED, CLOSED_IDLE, CLOSED_IN_TRX, LEFT_BY_SELF FROM V$DCP_DRAIN" gives the DBA of 192.168.0.207:
      | STATUS  | MOVED | CLOSED_IDLE | CLOSED_IN_TRX | LEFT_BY_SELF |
      | DRAINED | 1     | 0           | 0             | 0            |

  @our-reading
  Scenario: [7] At the deadline of a planned stop the others are closed
    Given the DCPs of manual 6.3 run, and dm_svc.conf says:
      """
      dcp=(192.168.0.207:5236,192.168.0.208:5236)
      [dcp]
      EP_SELECTOR=(1)
      """
    And application A is logged in to the service dcp as SYSDBA/SYSDBA
    And application A has executed "CREATE TABLE CITY(ID INT PRIMARY KEY) DISTRIBUTED BY HASH(ID)"
    And application A has begun a transaction with "INSERT INTO CITY VALUES(1)"
    And application B is logged in to the service dcp as SYSDBA/SYSDBA
    And the DBA of 192.168.0.207 drains it for NOBODY within 60 s, and names the DCP on 192.168.0.208
    And application A has executed "INSERT INTO CITY VALUES(2)"
    When 60 s pass
    Then "SELECT STATUS, MOVED, CLOSED_IDLE, CLOSED_IN_TRX, LEFT_BY_SELF FROM V$DCP_DRAIN" gives the DBA of 192.168.0.207:
      | STATUS  | MOVED | CLOSED_IDLE | CLOSED_IN_TRX | LEFT_BY_SELF |
      | DRAINED | 0     | 1           | 1             | 0            |
    And "SELECT * FROM CITY" gives a client of EP01 no rows
