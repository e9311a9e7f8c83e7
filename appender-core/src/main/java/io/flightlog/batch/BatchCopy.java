package io.flightlog.batch;

/** What a journal made of a batch; only the journal knows more. Goes with the batch. */
public interface BatchCopy {}
