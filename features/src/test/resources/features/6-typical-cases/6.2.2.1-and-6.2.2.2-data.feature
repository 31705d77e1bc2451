# Manual 6.2.2.1, 6.2.2.2
Feature: 6.2.2.1 and 6.2.2.2 Primaries' data is brought to the standbys (数据准备)

  # 主数据库可以是新初始化的数据，也可以是正在生产、使用中的数据
  Background:
    Given there is nothing yet on the machines of manual 6.2
    And these commands have been typed on the machines:
      | A | ./dminit path=/dm/data/EP01            |
      | B | ./dminit path=/dm/data/EP02            |
      | A | ./dmserver /dm/data/EP01/DAMENG/dm.ini |
      | B | ./dmserver /dm/data/EP02/DAMENG/dm.ini |
    And a client of EP01 has executed "CREATE TABLE CITY(ID INT, NAME VARCHAR(50)) DISTRIBUTED BY HASH(ID)"
    And a client of EP01 has executed "INSERT INTO CITY VALUES(1, 'Wuhan'), (2, 'Beijing'), (3, 'Shanghai'), (4, 'Chengdu')"
    And a client of EP01 has logged out

  # 6.2.2.1: 1. 正常关闭数据库。2. 拷贝数据文件到备库的对应目录
  Scenario: [1] Files are copied (数据文件拷贝)
    When these commands are typed on the machines:
      | A | ./DmServiceEP01 stop             |
      | B | ./DmServiceEP02 stop             |
      | A | scp -r /dm/data/EP01 B:/dm/data/ |
      | B | scp -r /dm/data/EP02 A:/dm/data/ |
    And all instances are started with mount as in 6.2.7
    Then "select file_lsn, cur_lsn from v$rlog;" gives a client of EP01 what "select file_lsn, cur_lsn from v$rlog;" gives a client of EP11
    And "select file_lsn, cur_lsn from v$rlog;" gives a client of EP02 what "select file_lsn, cur_lsn from v$rlog;" gives a client of EP22
    And "select permanent_magic;" gives a client of EP01 what "select permanent_magic;" gives a client of EP11
    And "select permanent_magic;" gives a client of EP02 what "select permanent_magic;" gives a client of EP22

  # 同步主备库数据，确保两者保持完全一致
  Scenario: [2] The standbys have the rows of their primaries, and those that come later
    Given these commands have been typed on the machines:
      | A | ./DmServiceEP01 stop             |
      | B | ./DmServiceEP02 stop             |
      | A | scp -r /dm/data/EP01 B:/dm/data/ |
      | B | scp -r /dm/data/EP02 A:/dm/data/ |
    And all instances have been started with mount as in 6.2.7
    And the OGUIDs are set and the modes are changed as in 6.2.7
    And the watchers have been started
    And 10 s have passed
    And a client of EP01 has logged out
    When a client of EP01 executes "INSERT INTO CITY VALUES(6, 'Xiamen')"
    Then "SELECT NAME FROM CITY ORDER BY ID" gives a client of EP11:
      | NAME    |
      | Beijing |
      | Chengdu |
      | Xiamen  |
    And "SELECT NAME FROM CITY ORDER BY ID" gives a client of EP22:
      | NAME     |
      | Wuhan    |
      | Shanghai |

  # 注意：拷贝文件方式必须保证拷贝时数据库已正常关闭
  Scenario: [3] Nothing is copied while a database is open
    When "scp -r /dm/data/EP01 B:/dm/data/" is typed on A, which cannot be done
    Then the machine answers "EP01 runs; shut it down first"

  # 6.2.2.2: 进行脱机备份，交叉拷贝备份文件到备库，执行脱机数据库恢复
  Scenario: [4] A backup is restored on the standbys (备份还原方式)
    When these commands are typed on the machines:
      | A | ./DmServiceEP01 stop                                                                |
      | B | ./DmServiceEP02 stop                                                                |
      | A | ./dmbackup TYPE=FULL INI_PATH=/dm/data/EP01/DAMENG/dm.ini NAME=BACKUP_FILE          |
      | B | ./dmbackup TYPE=FULL INI_PATH=/dm/data/EP02/DAMENG/dm.ini NAME=BACKUP_FILE          |
      | A | scp /dm/data/EP01/DAMENG/bak/BACKUP_FILE.bak B:/dm/data/DB_DAMENG_xx.bak            |
      | B | scp /dm/data/EP02/DAMENG/bak/BACKUP_FILE.bak A:/dm/data/DB_DAMENG_xx.bak            |
      | A | ./dminit path=/dm/data/EP02                                                         |
      | B | ./dminit path=/dm/data/EP01                                                         |
      | B | ./dmrestore INI_PATH=/dm/data/EP01/DAMENG/dm.ini FILE=/dm/data/DB_DAMENG_xx.bak     |
      | A | ./dmrestore INI_PATH=/dm/data/EP02/DAMENG/dm.ini FILE=/dm/data/DB_DAMENG_xx.bak     |
    And all instances are started with mount as in 6.2.7
    Then "select file_lsn, cur_lsn from v$rlog;" gives a client of EP01 what "select file_lsn, cur_lsn from v$rlog;" gives a client of EP11
    And "select permanent_magic;" gives a client of EP01 what "select permanent_magic;" gives a client of EP11
    And "select permanent_magic;" gives a client of EP02 what "select permanent_magic;" gives a client of EP22

  # 进行脱机备份
  Scenario: [5] An open database is not backed up so
    When "./dmbackup TYPE=FULL INI_PATH=/dm/data/EP01/DAMENG/dm.ini NAME=BACKUP_FILE" is typed on A, which cannot be done
    Then the machine answers "EP01 runs; shut it down first"

  @our-reading
  Scenario: [6] A backup is restored where dminit has made a database
    Given these commands have been typed on the machines:
      | A | ./DmServiceEP01 stop                                                       |
      | A | ./dmbackup TYPE=FULL INI_PATH=/dm/data/EP01/DAMENG/dm.ini NAME=BACKUP_FILE |
      | A | scp /dm/data/EP01/DAMENG/bak/BACKUP_FILE.bak B:/dm/data/                   |
    When "./dmrestore INI_PATH=/dm/data/EP01/DAMENG/dm.ini FILE=/dm/data/BACKUP_FILE.bak" is typed on B, which cannot be done
    Then the machine answers "there is no database in B:/dm/data/EP01/DAMENG (EP11); dminit makes one"

  # 6.2.2.5: ./dmctlcvrt t2c /dm/data/EP01/DAMENG/dmmpc.ini /dm/data/EP01/DAMENG/dmmpc.ctl, 然后拷贝到 EP02 目录下
  Scenario: [7] dmmpp.ctl is made and copied
    When these commands are typed on the machines:
      | A | ./dmctlcvrt t2c /dm/data/EP01/DAMENG/dmmpc.ini /dm/data/EP01/DAMENG/dmmpc.ctl |
      | A | scp /dm/data/EP01/DAMENG/dmmpc.ctl B:/dm/data/EP02/DAMENG/                    |
    Then the machine answers "A:/dm/data/EP01/DAMENG/dmmpc.ctl is copied to B:/dm/data/EP02/DAMENG/dmmpc.ctl"
