package io.opendcp.simulator.setup;

/** What the console's {@code help} tells. */
final class SetupHelp {
    static final Words TEXT = new Words("""
            machine A                     commands below are typed there; A: COMMAND types one there
            dminit path=/dm/data/EP01     makes a database; instance_name=, db_name=DAMENG and the like
            dmserver DM_INI [mount]       starts the instance; without mount a NORMAL one opens
            DmServiceEP01 start [mount]|stop|status
            cp -r /dm/data/EP01 B:/dm/data/     copies a database that is shut down (scp, too), or a file
            dmbackup TYPE=FULL INI_PATH=DM_INI NAME=NAME     of one that is shut down, to bak/NAME.bak beside dm.ini
            dmrestore INI_PATH=DM_INI FILE=FILE
            dmctlcvt t2c DMMPP_INI DMMPP_CTL
            dmmppwatch DMMWATCH_INI, dmwatcher DMWATCHER_INI     starts the machine's watcher; DmWatcherService start|stop
            dmmppmon DMMMON_INI, dmmonitor DMMONITOR_INI         starts the monitor
            show                          machines, databases, status
            rm FILE, rm -r /dm/data/EP01, help""", """
            machine A                     以下命令在该机器上执行；A: 命令 只对这一条有效
            dminit path=/dm/data/EP01     初始化数据库；参数 instance_name=, db_name=DAMENG 等
            dmserver DM_INI [mount]       启动实例；不带 mount 时 NORMAL 模式的库直接打开
            DmServiceEP01 start [mount]|stop|status
            cp -r /dm/data/EP01 B:/dm/data/     拷贝已正常关闭的数据库(也可用 scp)，或拷贝文件
            dmbackup TYPE=FULL INI_PATH=DM_INI NAME=名称     脱机备份到 dm.ini 同目录下的 bak/名称.bak
            dmrestore INI_PATH=DM_INI FILE=文件              脱机恢复
            dmctlcvt t2c DMMPP_INI DMMPP_CTL
            dmmppwatch DMMWATCH_INI, dmwatcher DMWATCHER_INI     启动本机守护进程；DmWatcherService start|stop
            dmmppmon DMMMON_INI, dmmonitor DMMONITOR_INI         启动监视器
            show                          显示机器、数据库及状态
            rm 文件, rm -r /dm/data/EP01, help""");

    private SetupHelp() {}
}
