# Manual 3.1
Feature: 3.1 Cluster configuration (集群配置)

  Background:
    Given the MPP of manual 6.1 runs
    And the MPP has the user APP/Apps9pw for applications
    And the DCP of manual 6.1 runs, configured as in 6.1.7 and 6.1.8

  # 表 3.1
  Scenario: [1] SYSDCPINSTS has the manual's columns
    When the DBA executes "SELECT NAME, IP, PORT FROM SYS.SYSDCPINSTS"
    Then "SELECT * FROM SYS.SYSDCPINSTS" gives the DBA the columns:
      | NAME | VARCHAR(128) |
      | IP   | VARCHAR(100) |
      | PORT | INT          |

  # 表 3.2
  Scenario: [2] SYSDCPLOGIN has the manual's columns
    When the DBA executes "SELECT * FROM SYS.SYSDCPLOGIN"
    Then "SELECT USERNAME, PWD FROM SYS.SYSDCPLOGIN" gives the DBA the columns:
      | USERNAME | VARCHAR(128) |
      | PWD      | VARCHAR(100) |

  # 该表中只有一行数据
  Scenario: [3] SYSDCPLOGIN has one row: a second call overwrites the first
    Given these calls are made at the management port:
      | SP_DCP_SET_LOGIN('FIRST', 'Secret9pw') |
    When the DBA executes "SP_DCP_SET_LOGIN('SECOND', 'Secret9pw')"
    Then "SELECT * FROM SYS.SYSDCPLOGIN" gives the DBA:
      | USERNAME |
      | SECOND   |

  # 口令以密文形式存放，而且不可解密
  @our-reading
  Scenario: [4] The password cannot be read, by SQL or from the files
    When the DBA executes "SP_DCP_SET_LOGIN('SYSDBA', 'Secret9pw')"
    Then "SELECT USERNAME, PWD FROM SYS.SYSDCPLOGIN" gives the DBA:
      | USERNAME | PWD    |
      | SYSDBA   | ****** |
    And no file of the DCP contains "Secret9pw"

  # 普通用户登录不能访问此表，只有通过代理管理连接才能访问
  Scenario Outline: [5] <table> is not there for who is logged in to the user port
    Given the application is logged in to the user port as <login>
    When the application executes "SELECT * FROM SYS.<table>"
    Then that is refused with error -8913, which says "SYSDCP"

    Examples:
      | table       | login         |
      | SYSDCPINSTS | APP/Apps9pw   |
      | SYSDCPINSTS | SYSDBA/SYSDBA |
      | SYSDCPLOGIN | APP/Apps9pw   |
      | SYSDCPLOGIN | SYSDBA/SYSDBA |

  Scenario Outline: [6] The tables are changed by the procedures only: <statement>
    When the DBA executes "<statement>"
    Then that is refused with error -2004
    And "SELECT * FROM SYS.SYSDCPINSTS" gives the DBA:
      | NAME     | IP          | PORT |
      | MPP_EP01 | 192.168.0.1 | 5236 |
      | MPP_EP02 | 192.168.0.2 | 5237 |

    Examples:
      | statement                                             |
      | INSERT INTO SYS.SYSDCPINSTS VALUES('A', 'h', 1)       |
      | UPDATE SYS.SYSDCPINSTS SET PORT = 1                   |
      | DELETE FROM SYS.SYSDCPINSTS                           |

  # 获取完整的集群节点配置
  Scenario: [7] One registered node is enough to know the whole cluster
    Given these calls are made at the management port:
      | SP_DCP_CLEAR_INST('MPP_EP01') |
    When the DBA executes "SP_DCP_REFRESH_CONFIG()"
    Then "SELECT * FROM V$DCPINSTS" gives the DBA:
      | NAME | EPNO | IP          | PORT |
      | EP01 | 0    | 192.168.0.1 | 5236 |
      | EP02 | 1    | 192.168.0.2 | 5237 |
