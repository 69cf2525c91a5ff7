package org.meterbook.bench;

/** What the page of figures says around them. */
final class Pages {
  static final String BEFORE =
      """
      # Performance

      Written by `./dev bench` (pgbench must be installed): everything in one run on one machine, each figure beside the limit that the database itself sets there.
      A speed is worth its ratio; the absolute figures are of a machine with two cores, on which the load generator, the server and the database share those two.
      """;

  static final String AFTER =
      """

      ## Goals missed, and what was tried

      The page of 250 does not reach its share of pgbench's rate yet. The load generator, the server and the database share two cores, so every microsecond of the server's
      is taken from the database too; pgbench itself takes next to none. What was done, in the order of its effect on a page of 250 bills for a bounded user:

      - Plans are kept (`plan_cache_mode=force_generic_plan`, prepared at the first use): planning the page's joins took 4 ms, running them 0.4 ms.
      - A page of a bounded user looks up the account of each bill in the list's own order, by a lateral join that PostgreSQL remembers the answers of. The same condition as
        EXISTS let it begin with the accounts and sort all their bills (60 ms), as a scalar subquery it was evaluated anew for each bill skipped. Where few rows are
        within the bounds (20,000 or less) EXISTS is the better way, and is taken: the count is known before the page is read.
      - What is the same on every row is written without asking the database for it: half of a bill's properties.
      - A pattern switch over the parts of a row took 40 % of the server's time; instance tests do not.
      - The total is counted once for each change, not for each page.
      - The embedded database looks at changed tables every ten seconds: a plan that was made for an empty table and kept was a hundred times too slow.

      The month as `GetReadingsV3` writes it (six properties a reading, 320 KB) is answered 1,400 to 2,000 times a second from run to run, around its goal; `GetSeriesV202611`
      says the same as two arrays and reaches it always. Tried for the former: values that are equal are copied instead of formatted, no statement for the head, pieces of 128 KB;
      what is left is the writing itself, the client's reading of 600 MB a second, and four trips to the database.

      In one full run of three, page 25 fell to a sixth of its rate: plans are kept, and probably one that was made on an unlucky sample of the statistics was kept too.

      ## What made readings fast

      - A row holds a channel's day: a call of 2,880 readings is thirty rows of one statement, whose arrays go as one parameter each.
      - The body is parsed token by token, times and numbers by hand: parsing took 0.4 ms of a call's 3 ms when it was last looked at.
      - PostgreSQL planned a scan of the table where a look into its index was meant (`unnest` joined to it); a lateral look for each stretch took 1.2 ms to 0.1 ms a call.
      - A month goes from the stored arrays to bytes: no object a reading; a decimal of up to three places is written digit by digit.
      - Months are kept, so that a year of a hundred channels is 1,200 rows.

      A middle page costs what skipping its rows costs, about 0.7 µs a bill; a client that walks through a million bills does better by filtering on a growing id.

      Collecting reaches 122 meters a second of 200. The customers' utility, its website, the connector, the jobs and the database share two cores, which were about three quarters busy when looked at; signing in and fetching alone,
      without the database, made 750 to 1,150 meters a second on the same machine. What helped: ids in blocks that double (a commit for each 64 ids was one for each meter's bills), no line in the change log for a run, which is
      its own record (its number is given under a lock of the datasource until the commit), PDFs stored without another compression, coverage counted once at the end. What is left is, by reading, some 45 statements and three commits a meter.
      """;

  private Pages() {}
}
