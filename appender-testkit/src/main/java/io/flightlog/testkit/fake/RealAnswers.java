package io.flightlog.testkit.fake;

/**
 * Words of a real Elasticsearch 8.19.21, taken from its answers; only instance-specific numbers are
 * shortened. Texts are JSON-escaped already.
 */
public final class RealAnswers {

  /** {@code error} of an item. */
  public record ItemError(String type, String reason) {}

  private static final String AUTHENTICATE =
      "\"header\":{\"WWW-Authenticate\":[\"Basic realm=\\\"security\\\", charset=\\\"UTF-8\\\"\",\"ApiKey\"]}";

  /** What nginx says in front of a cluster that is away. */
  public static final String BAD_GATEWAY_HTML =
      """
      <html>\r
      <head><title>502 Bad Gateway</title></head>\r
      <body>\r
      <center><h1>502 Bad Gateway</h1></center>\r
      <hr><center>nginx</center>\r
      </body>\r
      </html>\r
      """;

  /** A log-in page of a proxy, with status 200. */
  public static final String LOGIN_HTML =
      "<!DOCTYPE html>\n<html><head><title>Sign in</title></head>"
          + "<body><form action=\"/login\" method=\"post\"></form></body></html>\n";

  public static final String ACKNOWLEDGED = "{\"acknowledged\":true}";

  private RealAnswers() {}

  /** An answer that refuses the whole request. */
  public static String whole(int status, String type, String reason) {
    String error = "\"type\":\"" + type + "\",\"reason\":\"" + reason + "\"";
    return "{\"error\":{\"root_cause\":[{" + error + "}]," + error + "},\"status\":" + status + "}";
  }

  /** No credentials were sent, with security on. */
  public static String unauthorized() {
    String error =
        "\"type\":\"security_exception\",\"reason\":\"missing authentication credentials for REST request"
            + " [/_bulk]\","
            + AUTHENTICATE;
    return "{\"error\":{\"root_cause\":[{" + error + "}]," + error + "},\"status\":401}";
  }

  public static String forbidden() {
    return whole(
        403,
        "security_exception",
        "action [indices:data/write/bulk] is unauthorized for user [nobody1] with effective roles []"
            + " (assigned roles [none1] were not found), this action is granted by the index privileges"
            + " [create_doc,create,delete,index,write,all]");
  }

  public static String overloaded() {
    return whole(
        429,
        "es_rejected_execution_exception",
        "rejected execution of coordinating operation [coordinating_and_primary_bytes=0,"
            + " replica_bytes=0, all_bytes=0, coordinating_operation_bytes=135288,"
            + " max_coordinating_bytes=20480]");
  }

  public static String unavailable() {
    return whole(
        503,
        "cluster_block_exception",
        "blocked by: [SERVICE_UNAVAILABLE/1/state not recovered / initialized];");
  }

  /** {@code GET} of a template that is not there. */
  public static String templateNotFound(String name) {
    return whole(
        404, "resource_not_found_exception", "index template matching [" + name + "] not found");
  }

  /** A path that no server knows: here the error is a string. */
  public static String noHandler(String method, String path) {
    return "{\"error\":\"no handler found for uri [" + path + "] and method [" + method + "]\"}";
  }

  /** The error of an item with a value that does not fit its field, which it quotes. */
  public static ItemError unparsable(String field, String id, String value) {
    return new ItemError(
        "document_parsing_exception",
        "[1:42] failed to parse field ["
            + field
            + "] of type [long] in document with id '"
            + id
            + "'. Preview of field's value: '"
            + value
            + "'");
  }

  /** The error of one item with that status. */
  public static ItemError itemError(int status, String index, String id) {
    return switch (status) {
      case 400 -> unparsable("n", id, "x");
      case 403 ->
          new ItemError(
              "cluster_block_exception",
              "index [" + index + "] blocked by: [FORBIDDEN/8/index write (api)];");
      case 404 ->
          new ItemError(
              "index_not_found_exception",
              "no such index ["
                  + index
                  + "] and [require_alias] request flag is [true] and ["
                  + index
                  + "] is not an alias");
      case 409 ->
          new ItemError(
              "version_conflict_engine_exception",
              "[" + id + "]: version conflict, document already exists (current version [1])");
      case 429 ->
          new ItemError(
              "es_rejected_execution_exception",
              "rejected execution of TimedRunnable{original=org.elasticsearch.action.support.replication"
                  + ".TransportWriteAction$1/WrappedActionListener} on"
                  + " TaskExecutionTimeTrackingEsThreadPoolExecutor[name = vm/write, queue capacity = 1]");
      case 503 ->
          new ItemError(
              "unavailable_shards_exception",
              "["
                  + index
                  + "][0] primary shard is not active Timeout: [1s], request: [BulkShardRequest [["
                  + index
                  + "][0]] containing [index {["
                  + index
                  + "]["
                  + id
                  + "], source[{\\\"a\\\":1}]}]]");
      default -> new ItemError("exception", "status " + status);
    };
  }
}
