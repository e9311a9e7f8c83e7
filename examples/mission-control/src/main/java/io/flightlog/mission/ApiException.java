package io.flightlog.mission;

import org.jspecify.annotations.Nullable;

/** An answer that is an error: what {@code API.md} lists. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final @Nullable String hint;

  private ApiException(
      int status, String code, String message, @Nullable String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
    this.code = code;
    this.hint = hint;
  }

  static ApiException badParameter(String name, String bound, String value) {
    return new ApiException(
        400,
        "bad_parameter",
        "parameter " + name + " must be " + bound + ", was '" + shortened(value) + "'",
        null,
        null);
  }

  static ApiException refusedQuery(String message, @Nullable String hint) {
    return new ApiException(400, "refused_query", message, hint, null);
  }

  static ApiException wrongHost(String host) {
    return new ApiException(
        403,
        "wrong_host",
        "this page is not called '" + shortened(host) + "'",
        "open it by its own address, such as http://127.0.0.1; --bind lets others in",
        null);
  }

  static ApiException notFound(String what) {
    return new ApiException(404, "not_found", what, null, null);
  }

  static ApiException badMethod(String method) {
    return new ApiException(405, "bad_method", method + " is not answered, only GET", null, null);
  }

  static ApiException busy(String what) {
    return new ApiException(429, "busy", what, "try again in a moment", null);
  }

  static ApiException noIndices(String message, Throwable cause) {
    return new ApiException(
        404,
        "no_indices",
        message,
        "nothing has been logged there yet, or --indices names another place",
        cause);
  }

  static ApiException searchFailed(String message, Throwable cause) {
    return new ApiException(502, "search_failed", message, null, cause);
  }

  static ApiException away(String message, Throwable cause) {
    return new ApiException(
        503,
        "elasticsearch_away",
        message,
        "this page goes on by itself when Elasticsearch is back",
        cause);
  }

  static ApiException timeout(String message, @Nullable Throwable cause) {
    return new ApiException(504, "timeout", message, "choose a shorter range", cause);
  }

  static ApiException internal(Throwable cause) {
    return new ApiException(
        500, "internal", "a defect of Mission Control; its console says more", null, cause);
  }

  /** The body of the answer. */
  record Body(Told error) {
    record Told(String code, String message, @Nullable String hint) {}
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  Body body() {
    return new Body(new Body.Told(code, String.valueOf(getMessage()), hint));
  }

  /** What a user sent is not sent back whole. */
  private static String shortened(String value) {
    return value.length() <= 80 ? value : value.substring(0, 80) + "…";
  }
}
