package dev.freehold.powershell.run;

/** A command of a running pipeline: begins, takes objects, ends. */
interface Stage extends Sink {

  /** Binds the command line; nothing of the pipeline has run yet. */
  void prepare();

  /** Starts the command. */
  void begin();

  /** Runs the command once for a pipeline that gives it nothing. */
  void runAlone();

  /** Ends the command after its last object. */
  void end();
}
