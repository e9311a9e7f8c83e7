package io.flightlog.mission;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flightlog.task.search.TaskSearch;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/document}: one whole document, out of what may be searched. Asked for by a search, so
 * that an index that is none of {@code --indices} is never read.
 */
record DocumentQuestion(String index, String id) {
  /** The parameters that it has. */
  static final Set<String> NAMES = Set.of("index", "id");

  /** {@code /api/document}. */
  record Answer(String id, String index, @Nullable ObjectNode document) {}

  static DocumentQuestion of(Parameters parameters) {
    return new DocumentQuestion(parameters.require("index"), parameters.require("id"));
  }

  Answer ask(TaskSearch all) throws IOException {
    Query byId = Query.of(q -> q.ids(i -> i.values(id)));
    List<Hit<ObjectNode>> hits =
        all.matching(byId)
            .where("_index", index)
            .ask(s -> s.size(1), ObjectNode.class)
            .hits()
            .hits();
    if (hits.isEmpty() || !hits.get(0).index().equals(index)) { // * stands for any index
      throw ApiException.notFound("there is no document " + id + " in " + index);
    }
    return new Answer(id, index, hits.get(0).source());
  }
}
