package io.opendcp.simulator.monitor;

import io.opendcp.protocol.error.Language;

/** What the monitor's {@code help} tells. */
final class MonitorHelp {
    private static final String ENGLISH = """
              help, exit                                 this; leave the console, the monitor goes on
              login, logout                              as a DBA, for what changes something (marked *)
              show, show i n                             all groups; i times, every n seconds (q ends it)
              show version, show global info, list
              show database [GRP.]INST, show open info [GRP.]INST
              show arch send info, show apply stat, show monitor, show mpp, check mppctl
              check recover|open [GRP.]INST              whether the standby would be recovered, the instance could open
              tip                                        what state the system is in, and what can be done
              choose switchover|takeover|takeover force [GRP]    numbers those that could
            * switchover [GRP[.]]INST                    the standby and its primary change places
            * takeover [force] [GRP[.]]INST              the standby replaces its lost primary
            * startup|stop dmwatcher [GRP|all]
            * startup|stop|kill group [GRP|all]
            * startup|stop|kill database [GRP.]INST
            * open database [GRP.]INST [force]           what is mounted; with force a primary without its standby
            * detach|attach database [GRP.]INST          the standby leaves its group and ends; comes back into it
            * set database [GRP.]INST recover time N     a standby that is back waits N seconds until it is recovered
            * set database [GRP.]INST arch invalid       its primary goes on without it
            * set GRP auto|manual                        whether the standby takes over without being asked
            * recover mppctl
              INST may be a number after choose, or left out where the group has one standby
            """;

    private static final String CHINESE = """
              help, exit                                 显示帮助；退出控制台，监视器继续运行
              login, logout                              以 DBA 登录/退出监视器，带 * 的命令需要先登录
              show, show i n                             显示所有组的信息；每隔 n 秒显示一次，共 i 次(q 结束)
              show version, show global info, list
              show database [组名.]库名, show open info [组名.]库名
              show arch send info, show apply stat, show monitor, show mpp, check mppctl
              check recover|open [组名.]库名             检查备库是否可恢复、库是否可打开
              tip                                        显示系统当前状态及可执行的操作
              choose switchover|takeover|takeover force [组名]   列出可用于切换或接管的备库及编号
            * switchover [组名[.]]库名                   切换指定备库为主库
            * takeover [force] [组名[.]]库名             使用指定备库(强制)接管
            * startup|stop dmwatcher [组名|all]          启动/关闭守护进程的监控
            * startup|stop|kill group [组名|all]         启动/关闭/强制退出组内的库
            * startup|stop|kill database [组名.]库名     启动/关闭/强制退出指定库
            * open database [组名.]库名 [force]          打开 MOUNT 状态的库；force 表示备库不可用时也打开主库
            * detach|attach database [组名.]库名         将备库分离出组并退出/重新加入组
            * set database [组名.]库名 recover time N    设置备库的恢复间隔(秒)
            * set database [组名.]库名 arch invalid      设置备库的归档无效
            * set 组名 auto|manual                       设置组的故障切换模式
            * recover mppctl                             恢复 MPP 控制文件
              choose 之后可用编号代替库名；组内只有一个备库时可省略库名
            """;

    private MonitorHelp() {}

    static String text(Language language) {
        return (language == Language.CHINESE ? CHINESE : ENGLISH).stripTrailing();
    }
}
