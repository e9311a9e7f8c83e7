package io.flightlog.spool;

import io.flightlog.ship.BulkClient;

/** A process of the model, with its pipeline. */
record ModelProcess(
    int number,
    Owner.Holder holder,
    SimulatedStorage storage,
    ModelPipeline pipeline,
    ModelOracle.Life life,
    BulkClient client) {}
