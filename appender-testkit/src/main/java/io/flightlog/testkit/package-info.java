/**
 * What Flightlog's tests stand on, and other projects' tests may: a {@linkplain RealElasticsearch
 * real Elasticsearch} without Docker, a {@linkplain FakeElasticsearch scripted fake} that says what
 * real servers said, a {@linkplain SequenceOracle sequence oracle} that finds lost and repeated
 * events, and the contracts ({@link EncoderContract}, {@link PipelineContract}) that every logging
 * front-end passes. Depends on no other module of Flightlog, so that it can judge them.
 */
@NullMarked
package io.flightlog.testkit;

import org.jspecify.annotations.NullMarked;
