import Platform

extension Subcommand {
    /// `backstep bench`: its options and its help.
    public static let bench = Subcommand(
        name: "bench", valuedOptions: ["format", "seconds", "threads", "precision"],
        help: """
            usage: backstep bench [--format text|json] [--seconds S] [--threads N]
                                  [--precision float32|float64] [WORKLOAD...]

            Measures how fast networks train on this machine, beside what the machine could do at best: the
            peak of multiplications and additions in registers, the engine's best matrix product
            (1024×1024×1024), and the workload's own matrix products with nothing around them.

            workloads, by name or by network; all of them if none is given:
              w1  2-4-2                batch 4    tanh
              w2  2-16-16-3            batch 32   tanh
              w3  784-128-10           batch 64   relu
              w4  784-64-64-32-10      batch 20   sigmoid, momentum 0.9
              w5  784-512-512-10       batch 256  relu
              w6  1024-2048-2048-1000  batch 512  relu
            All have cross-entropy, SGD with lr=0.01, and 4 batches of random samples, not shuffled.
            'timeline', when it is named, measures what remembering a run costs each of them, how long it
            takes to go back anywhere in a run, and how much memory that needs. 'screen', when it is named,
            measures the screen at 200×60 on an invisible terminal of its own: the cost of frames, how much of
            training's speed is left with the screen on, and how soon keys are answered.

            options:
              --format text    a table for people (the default)
              --format json    an object for the machine and one for each workload, each on a line, not rounded
              --seconds S      measure each workload's training for S seconds, and its limits for as long
                               again (default 1)
              --threads N      let matrix products use N threads (default 1)
              --precision P    float32 (the default) or float64
              -h, --help       this text

            GFLOP/s count the operations of the matrix products only: 2·N·inputs·outputs for each layer's
            X·W, as many for its dW, and as many for its dX except in the first layer, where training needs
            none.

            Time is measured in slices of about 0.1 s, or one step if that takes longer, in turns for training
            and limits. With one thread it is the program's own processor time; with more, it is wall time.
            Between slices the peak is measured for 2 ms. A slice next to a peak that took over 5 % longer than
            the run's shortest is left out, because the machine was slower then. The figures are medians of the
            slices kept. If too few are kept, measuring goes on for up to three times as long, and then says so;
            if none is, all are used.

            The exit status is 0, 2 on a usage error, 130 when interrupted.

            """)
}
