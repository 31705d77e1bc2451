package io.opendcp.simulator.fault;

/** Something that goes wrong with an EP's log. What is in the log already stays, and can be read. */
public sealed interface DiskFault extends EpFault permits FailingDisk, FullDisk, SlowDisk {}
