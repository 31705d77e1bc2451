package io.opendcp.protocol.error;

/**
 * Errors that a client may be told, one constant per cause. Codes are DM's where DM has one; those marked
 * "ours" have no known DM code. {@code %s} stands for a name. Source: {@code docs/dm-errors.md}.
 */
public enum ErrorCode {
    MOUNTED(-510, "系统处于MOUNT状态", "System is in MOUNT status"),
    MPP_LOGIN_LIMITED(-607, "MPP系统暂时限制用户登录", "MPP system does not allow logins for now"),
    SWITCH_EP(-613, "请切换到站点_%s", "Switch to site_%s"),
    STANDBY(-710, "试图在STANDBY模式下，修改用户库", "A database in STANDBY mode cannot be changed"),
    STATEMENT_TYPE(-2003, "语句类型不匹配", "Statement is of another type"),
    SYNTAX(-2007, "语法分析出错", "Syntax error"),
    NOT_SUPPORTED(-2004, "不支持的语句: %s", "Not supported: %s"),
    INVALID_USER(-2101, "无效的用户名[%s]", "Invalid user name [%s]"),
    INVALID_SCHEMA(-2103, "无效的模式名[%s]", "Invalid schema name [%s]"),
    INVALID_TABLE(-2106, "无效的表或视图名[%s]", "Invalid table or view name [%s]"),
    INVALID_COLUMN(-2111, "无效的列名[%s]", "Invalid column name [%s]"),
    AMBIGUOUS_COLUMN(-2112, "列名[%s]歧义", "Ambiguous column name [%s]"),
    INVALID_SAVEPOINT(-2121, "无效的保存点名[%s]", "Invalid savepoint name [%s]"),
    INVALID_CURSOR(-2123, "无效的游标名[%s]", "Invalid cursor name [%s]"),
    OBJECT_EXISTS(-2124, "对象[%s]已存在", "Object [%s] already exists"),
    INVALID_OBJECT(-2201, "无效的对象名[%s]", "Invalid object name [%s]"),
    INVALID_ARGUMENT(-2206, "无效的参数值[%s]", "Invalid parameter value [%s]"),
    UNKNOWN_FUNCTION(-2207, "无法解析的成员访问表达式[%s]", "Cannot resolve member access expression [%s]"),
    WRONG_PASSWORD(-2501, "用户名或密码错误", "Invalid username or password"),
    FOREIGN_SCHEMA(-2510, "模式[%s]不属于当前用户", "Schema [%s] does not belong to the current user"),
    DEPENDED_ON(-2639, "试图删除被依赖对象[%s]", "Object [%s] is depended on and cannot be dropped"),
    IDENTITY_INSERT(
            -2723,
            "仅当指定列列表，且SET IDENTITY_INSERT为ON时，才能对自增列赋值",
            "An identity column takes a value only with a column list and SET IDENTITY_INSERT ON"),
    UNIQUE_ON_RANDOM(-2750, "随机分布表不支持UNIQUE索引", "A randomly distributed table cannot have a UNIQUE index"),
    VALUE_COUNT(-4022, "INSERT语句中列数与值数不匹配", "Column count and value count of INSERT do not match"),
    NOT_GROUPED(-4080, "不是GROUP BY表达式", "Not a GROUP BY expression"),
    INVALID_CURSOR_OPERATION(-4535, "无效的游标操作", "Invalid cursor operation"),
    ARGUMENT_COUNT(-5402, "参数个数不匹配", "Number of parameters does not match"),
    ARGUMENT_TYPE(-5403, "参数不兼容", "Parameter is not compatible"),
    NO_INSERT_RIGHT(-5501, "没有[%s]对象的插入权限", "No insert privilege on object [%s]"),
    NO_DELETE_RIGHT(-5502, "没有[%s]对象的删除权限", "No delete privilege on object [%s]"),
    NO_UPDATE_RIGHT(-5503, "没有[%s]对象的更新权限", "No update privilege on object [%s]"),
    NO_SELECT_RIGHT(-5504, "没有[%s]对象的查询权限", "No select privilege on object [%s]"),
    NO_EXECUTE_RIGHT(-5505, "没有[%s]对象的执行权限", "No execute privilege on object [%s]"),
    NO_CREATE_RIGHT(-5515, "没有创建表权限", "No create table privilege"),
    NO_RIGHT(-5567, "没有此操作的权限", "No privilege for this operation"),
    TOO_MANY_SESSIONS(-6001, "会话数超过上限", "Too many sessions"),
    /** With this number, the official driver tries the next host of its service. */
    NO_LOGIN_NOW(-6001, "暂时不能登录，可尝试其他代理: %s", "No login here for now, another proxy may do: %s"),
    CONNECTION_LOST(-6010, "连接丢失", "Connection lost"),
    CANNOT_CONNECT(-6012, "无法连接到指定主机[%s]", "Cannot connect to host [%s]"),
    REMOTE_LOGIN_FAILED(-6024, "远程节点全局登录失败", "Remote node global login failed"),
    CONVERSION(-6101, "数据类型转换失败", "Data type conversion failed"),
    OVERFLOW(-6102, "数字溢出", "Numeric overflow"),
    DIVIDE_BY_ZERO(-6103, "除0错误", "Divide zero"),
    TYPE_MISMATCH(-6105, "数据类型不匹配", "Data type mismatch"),
    STRING_CONVERSION(-6111, "字符串转换出错", "String conversion error"),
    INVALID_DATETIME(-6118, "非法的时间日期类型数据", "Invalid datetime value"),
    TOO_LONG(-6169, "列[%s]长度超出定义", "Length of column [%s] exceeds its definition"),
    PRECISION(-6170, "列[%s]精度超出范围", "Precision of column [%s] is out of range"),
    DEADLOCK(-6403, "死锁", "Deadlock"),
    LOCK_TIMEOUT(-6407, "锁超时", "Lock timeout"),
    RESOURCE_BUSY(-6409, "资源忙", "Resource busy"),
    READ_ONLY_TRANSACTION(-6506, "试图在只读事务中修改数据", "A read-only transaction cannot change data"),
    OBJECT_IN_USE(-6509, "当前对象被占用", "Object is in use"),
    TRANSACTION_RUNNING(-6510, "试图在事务运行中，改变其属性", "Properties of a running transaction cannot be changed"),
    CANCELLED(-6515, "操作被取消", "Operation cancelled"),
    UNIQUE_TABLE(-6602, "违反表[%s]唯一性约束", "Violate unique constraint on table [%s]"),
    CHECK(-6604, "违反CHECK约束[%s]", "Violate CHECK constraint [%s]"),
    REFERENCE_INSERT(-6606, "违反引用约束[%s]", "Violate referential constraint [%s]"),
    REFERENCE_DELETE(-6607, "违反引用约束[%s]", "Violate referential constraint [%s]"),
    NOT_NULL(-6609, "违反列[%s]非空约束", "Violate not null constraint on column [%s]"),
    UNIQUE(-6612, "违反唯一性约束", "Violate unique constraint"),
    TIMEOUT(-7049, "语句执行超时", "Statement timed out"),
    NO_DATA(-7065, "数据未找到", "No data found"),
    OBJECT_INVALID(-7106, "对象处于无效状态", "Object is in an invalid state"),
    /** Ours. */
    INTERNAL(-8900, "服务器内部错误，编号%s", "Internal error, number %s"),
    /** Ours. */
    UNKNOWN_COMMAND(-8901, "不支持的消息类型%s", "Message type %s is not supported"),
    /** Ours. */
    BAD_MESSAGE(-8902, "消息格式错误: %s", "Malformed message: %s"),
    /** Ours. */
    UNKNOWN_HANDLE(-8903, "无效的语句句柄%s", "Invalid statement handle %s"),
    /** Ours. */
    LIMIT(-8904, "超出限制: %s，最大%s", "Limit exceeded: %s, at most %s"),
    /** Ours. */
    POOL_WAIT(-8910, "等待%s秒仍未获得到%s的连接，已用%s个，上限%s个(%s)", "Waited %s s for a connection to %s, %s of %s in use (%s)"),
    /** Ours. */
    NOT_CONFIGURED(
            -8911,
            "DCP尚未获得MPP配置: 请登录管理端口，执行SP_DCP_ADD_INST、SP_DCP_SET_LOGIN和SP_DCP_REFRESH_CONFIG",
            "The DCP does not know its MPP yet: log in to the management port and run SP_DCP_ADD_INST, SP_DCP_SET_LOGIN and"
                    + " SP_DCP_REFRESH_CONFIG"),
    /** Ours. */
    OUTCOME_UNKNOWN(
            -8912,
            "提交时与EP %s(%s)的连接于%s丢失，事务是否已提交未知",
            "The connection to EP %s (%s) was lost during commit at %s: whether the transaction is committed is unknown"),
    /** Ours. */
    NOT_THROUGH_DCP(-8913, "不能通过DCP使用: %s", "Not possible through a DCP: %s"),
    /** Ours. */
    NOT_AN_MPP(-8914, "登录的实例不属于任何MPP", "The instance that let the DCP in belongs to no MPP"),
    /** Ours. */
    WRONG_INSTANCE(-8915, "应为实例%s，实际为%s", "Instance %s was expected there, but %s answered"),
    /** Ours. */
    EPS_DIFFER(
            -8916,
            "实例%s与%s的字符集、版本、消息版本或大小写敏感性不同",
            "Instances %s and %s differ in character set, version, message version or case sensitivity"),
    /** Ours. */
    FILE_NOT_WRITTEN(-8917, "无法写入文件%s", "File %s cannot be written"),
    /** Ours. */
    STATIC_PARAMETER(-8918, "参数%s是静态参数，只能在文件中修改", "Parameter %s is static: it can be changed in the file only"),
    /** Ours. */
    NOT_MOVED(-8919, "EP要求切换站点，但当前操作不能移动", "The EP sends this to another EP, where it cannot go now"),
    /** Ours. */
    FOREIGN_ROW(-8920, "本地登录不能修改表[%s]其他站点的数据", "A local session cannot change rows of table [%s] on other EPs"),
    /** Ours. */
    LOCAL_DDL(-8921, "本地登录不能执行DDL", "A local session cannot run DDL"),
    /** Ours. DM reports it too, at once as MVCC_RETRY_TIMES has no effect in an MPP; its number is not known. */
    WRITE_CONFLICT(
            -8925,
            "行在本事务开始后已被其他事务修改，请回滚后重试",
            "The row was changed by another transaction since this one began; roll back and try again"),
    /** Ours. */
    EP_CHANGED(
            -8922,
            "实例%s的字符集、消息版本或LOB格式与上次刷新时不同，请重新登录",
            "Instance %s has another character set, message version or LOB format than when it was last asked; log in again"),
    /** Ours. */
    DISK_FULL(-8923, "实例%s的日志磁盘已满", "The log disk of instance %s is full"),
    /** Ours. */
    DISK_ERROR(-8924, "实例%s写日志失败", "Instance %s cannot write its log"),
    /** Ours. */
    LOB_GONE(
            -8926,
            "大字段数据已改变或已不存在，请重新查询",
            "The data of the LOB has changed, or is gone, since it was handed out: query it again"),
    /** Ours. */
    DRAINING(-8940, "DCP已在排空，SP_DCP_CLEAR_DRAIN结束排空", "The DCP is being drained already; SP_DCP_CLEAR_DRAIN ends that"),
    /** Ours. */
    NOT_DRAINING(-8941, "DCP未在排空", "The DCP is not being drained"),
    /** Ours. */
    PEER_REFUSES(-8942, "DCP[%s]不接收会话，错误号%s", "DCP [%s] takes no sessions: error %s"),
    /** Ours. */
    PAUSED(-8960, "%s已暂停新事务，还有%s秒；SP_DCP_RESUME结束暂停", "Paused by %s for another %s s; its SP_DCP_RESUME ends that"),
    /** Ours. */
    NOT_PAUSED(-8961, "DCP未暂停", "The DCP is not paused"),
    /** Ours. */
    PAUSE_OVER(-8962, "暂停已结束，仍有%s个会话的事务未结束", "The pause is over; %s sessions had a transaction under way"),
    /** Ours. */
    TOO_MANY_GUESSES(
            -8963, "此地址对用户%s的错误口令过多，请稍后再试", "Too many wrong passwords of user %s from this address; try again later"),
    /** Ours. */
    SESSION_NOT_FOUND(-8968, "未找到会话%s；未应答的DCP: %s", "Session %s was not found; DCPs that did not answer: %s"),
    /** Ours. */
    WRONG_STATUS(-8945, "实例状态为%s，不能执行此操作", "Not possible while the instance is in %s"),
    /** Ours. */
    WATCHED(
            -8947,
            "守护进程正在守护实例%s，不能手动修改其模式或状态",
            "Instance %s is looked after by its watcher: mode and status are not changed by hand"),
    /** Ours. */
    NEEDS_FORCE(-8946, "%s模式的库须用OPEN FORCE打开", "A database in %s mode is opened by OPEN FORCE only"),
    /** Ours. */
    EP_NOT_USABLE(-8930, "EP %s(%s)自%s起不可用: %s", "EP %s (%s) has not been usable since %s: %s"),
    /** Ours. */
    TOO_MANY_WAIT(
            -8931,
            "等待MPP恢复的会话过多(最多%s个会话，%s字节): %s",
            "Too many sessions wait for the MPP (at most %s sessions, %s bytes): %s"),
    /** Ours. */
    EPS_DISAGREE(-8932, "实例%s与%s的MPP配置不一致，可能正在切换", "Instances %s and %s name different EPs; a switch may be under way"),
    /** Ours. */
    NO_PRIMARY(-8933, "只有备库应答: %s，未找到主库", "Only standbys have answered: %s; no primary was found"),
    /** Ours. */
    IDLE_IN_TRANSACTION(
            -8950,
            "会话在事务中超过%s秒(DCP_IDLE_IN_TRX_TIMEOUT)无请求，事务已回滚",
            "The transaction was rolled back: the session had sent nothing for %s s (DCP_IDLE_IN_TRX_TIMEOUT)"),
    /** Ours. */
    TOO_MANY_RESULTS(
            -8973,
            "未取完的结果集已释放: 因此保留连接的会话超过%s个(DCP_RESULT_HOLD_MOST)",
            "The rest of this result set was let go: more than %s sessions kept a connection for one (DCP_RESULT_HOLD_MOST)"),
    /** Ours. */
    ROWS_ENDED(
            -8974,
            "语句提交后不支持再次获取结果集(DCP_MANUAL_MODE = 1)",
            "A result set cannot be fetched after the end of its transaction (DCP_MANUAL_MODE = 1)"),
    /** Ours. */
    NO_FAST_LOAD(
            -8975,
            "DCP不支持快速装载工具(dmfldr)，请直接连接EP装载",
            "A DCP does not take the fast loader (dmfldr): connect it to an EP"),
    /** Ours. */
    LOB_UNKNOWN_HERE(-8976, "大字段已释放，或不是本会话取得的", "This LOB was let go, or is not one that this session was given"),
    /** Ours. */
    LOB_ELSEWHERE(-8977, "大字段在%s上，事务在%s上", "This LOB is on %s, the transaction on %s");

    private final int code;
    private final String chinese;
    private final String english;

    ErrorCode(int code, String chinese, String english) {
        this.code = code;
        this.chinese = chinese;
        this.english = english;
    }

    public int code() {
        return code;
    }

    /** The text, with its {@code %s} still in it. */
    public String text(Language language) {
        return language == Language.CHINESE ? chinese : english;
    }
}
