package org.meterbook.greenbutton;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which prefix means what. Done here, because a parser refuses a prefix nobody declared. */
final class Scopes {
  // Prefixes everybody uses for one thing: without a declaration they still are foreign.
  private static final Set<String> FOREIGN = Set.of("dc", "dcterms", "xsi", "xs", "xsd", "xhtml");

  private record Declaration(int depth, String prefix, String uri) {}

  private final List<Declaration> declarations = new ArrayList<>();
  private final Map<String, Vocabulary> known = new HashMap<>();

  void declare(int depth, String prefix, String uri) {
    declarations.add(new Declaration(depth, prefix, uri));
    known.clear();
  }

  /** Forgets what the element at a depth has declared. */
  void leave(int depth) {
    while (!declarations.isEmpty() && declarations.getLast().depth() >= depth) {
      declarations.removeLast();
      known.clear();
    }
  }

  Vocabulary of(String prefix) {
    return known.computeIfAbsent(prefix, this::find);
  }

  private Vocabulary find(String prefix) {
    for (Declaration declaration : declarations.reversed()) {
      if (declaration.prefix().equals(prefix)) {
        return Vocabulary.of(declaration.uri());
      }
    }
    if (prefix.isEmpty()) {
      return Vocabulary.NONE;
    }
    return FOREIGN.contains(prefix) ? Vocabulary.FOREIGN : Vocabulary.UNDECLARED;
  }
}
