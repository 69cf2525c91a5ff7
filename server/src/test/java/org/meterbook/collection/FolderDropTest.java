package org.meterbook.collection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterbook.collection.connector.file.FolderDrop;
import org.meterbook.identity.Vault;
import tools.jackson.databind.JsonNode;

/** Files in a watched directory are taken once they are whole. */
class FolderDropTest {
  private static final String BILLS = "service,start,end,cost\nS-1,2026-01-01,2026-02-01,10\n";

  private final Collected owner = Collected.make();
  @TempDir Path folder;
  private Path datasource;
  private Path customer;
  private FolderDrop drop;

  @BeforeEach
  void prepare() throws IOException {
    datasource = folder.resolve(owner.datasource);
    customer = Files.createDirectories(datasource.resolve("ann@example.com"));
    Consent consent =
        new Consent(new CredentialStore(Vault.open(Collected.data().resolve("vault.key"))));
    drop = new FolderDrop(Collected.server().database(), new Inbox(consent), folder);
  }

  private void lookTwice() {
    drop.look();
    drop.look();
    owner.settle();
  }

  private JsonNode uploads() {
    return owner.get("/uploads").path("uploads");
  }

  @Test
  void aFileBecomesABillAndIsPutAway() throws IOException {
    Files.writeString(customer.resolve("bills.csv"), BILLS);
    lookTwice();

    JsonNode upload = uploads().get(0);
    assertThat(upload.path("status").asString()).isEqualTo("read");
    assertThat(upload.path("way").asString()).isEqualTo("folder");
    JsonNode authorization =
        owner.get("/authorizations/" + upload.path("authorization_uid").asString());
    assertThat(authorization.path("customer_email").asString()).isEqualTo("ann@example.com");
    assertThat(
            owner
                .get("/bills?authorizations=" + authorization.path("uid").asString())
                .path("bills")
                .size())
        .isEqualTo(1);
    assertThat(customer.resolve("bills.csv")).doesNotExist();
    assertThat(datasource.resolve(".done/ann@example.com/bills.csv")).hasContent(BILLS);
  }

  @Test
  void whatStillGrowsOrIsHiddenWaits() throws IOException {
    Path file = Files.writeString(customer.resolve("bills.csv"), "service,start,end,cost\n");
    Files.writeString(customer.resolve(".hidden.csv"), BILLS);
    Files.writeString(customer.resolve("bills.csv.part"), BILLS);
    Files.writeString(customer.resolve("bills.tmp"), BILLS);
    drop.look();
    Files.writeString(file, "S-1,2026-01-01,2026-02-01,10\n", StandardOpenOption.APPEND);
    drop.look();
    assertThat(file).exists();
    assertThat(uploads().size()).isZero();

    lookTwice();
    assertThat(file).doesNotExist();
    assertThat(uploads().size()).isEqualTo(1);
    assertThat(uploads().get(0).path("status").asString()).isEqualTo("read");
    assertThat(customer.resolve("bills.csv.part")).exists();
  }

  @Test
  void garbageWaitsForAPerson() throws IOException {
    Files.write(customer.resolve("scan.pdf"), "%PDF-1.4 rubbish".getBytes(UTF_8));
    lookTwice();
    assertThat(uploads().get(0).path("status").asString()).isEqualTo("pending_manual");
    assertThat(datasource.resolve(".done/ann@example.com/scan.pdf")).exists();
  }

  @Test
  void whatCannotBeTakenIsPutAsideWithTheReason() throws IOException {
    Files.createFile(customer.resolve("empty.pdf"));
    Path stranger = Files.createDirectories(folder.resolve("nobody/bob@example.com"));
    Files.writeString(stranger.resolve("a.csv"), BILLS);
    lookTwice();
    assertThat(datasource.resolve(".refused/ann@example.com/empty.pdf.reason.txt"))
        .hasContent("The file is empty.");
    assertThat(folder.resolve("nobody/.refused/bob@example.com/a.csv.reason.txt"))
        .hasContent("There is no datasource with the code nobody.");
    assertThat(uploads().size()).isZero();
  }

  @Test
  void theSameFileAgainIsPutAwayBesideTheFirst() throws IOException {
    for (int i = 0; i < 2; i++) {
      Files.writeString(customer.resolve("bills.csv"), BILLS);
      lookTwice();
    }
    assertThat(uploads().size()).isEqualTo(1);
    assertThat(datasource.resolve(".done/ann@example.com/1-bills.csv")).exists();
  }

  @Test
  void linksLeadNowhere(@TempDir Path elsewhere) throws IOException {
    Path secret = Files.writeString(elsewhere.resolve("secret.csv"), BILLS);
    Files.createSymbolicLink(customer.resolve("link.csv"), secret);
    Files.createSymbolicLink(datasource.resolve("bob@example.com"), elsewhere);
    lookTwice();
    assertThat(uploads().size()).isZero();
    assertThat(secret).exists();
  }
}
