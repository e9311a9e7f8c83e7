package io.flightlog.logback;

/** The element {@code <spool>}: where and how events wait on disk. */
public final class SpoolOptions {
  final OptionWords words = new OptionWords("spool.");

  public void setDirectory(String text) {
    words.set("directory", text);
  }

  public void setGroup(String text) {
    words.set("group", text);
  }

  public void setMaxBytes(String text) {
    words.set("maxBytes", text);
  }

  public void setAfter(String text) {
    words.set("after", text);
  }

  public void setFsyncInterval(String text) {
    words.set("fsyncInterval", text);
  }

  public void setAdoptOrphans(String text) {
    words.set("adoptOrphans", text);
  }

  public void setCompression(String text) {
    words.set("compression", text);
  }
}
