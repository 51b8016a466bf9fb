package dev.signalbox.bench;

import java.util.List;

/** One part of the benchmark. */
interface Measurement {

    /** As chosen on the command line. */
    String name();

    List<Figure> run(Place place) throws Exception;
}
