package org.meterbook.identity;

import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.ledger.People;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** API keys: each acts as the user who made it, until it is deleted. */
public final class ApiKeys {
  private static final String MANAGE = "ApplicationSettings (Manage)";

  private static final Shape RESPONSE =
      Shape.of("ApiKeyResponse", Tables.API_KEY)
          .integer("apiKeyId", "identifier of the key")
          .text("apiKeyName", "name")
          .text("apiKeyDescription", "what it is for")
          .one("createdBy", People.CHILD, "$.created_by", "who made it, and as whom it acts")
          .field("createdDate", FieldType.MOMENT, "when it was made")
          .build();

  private ApiKeys() {}

  public record ApiKeyCreateRequest(
      @Required @Length(max = 60) @Meaning("name") String apiKeyName,
      @Meaning("what it is for") @Nullable String apiKeyDescription) {}

  public record ApiKeyEditRequest(
      @Required @Length(max = 60) @Meaning("name") String apiKeyName,
      @Defined @Meaning("what it is for") @Nullable String apiKeyDescription) {}

  public record ApiKeyCreateResponse(
      @Meaning("the key; shown this once") String apiKey,
      @Meaning("identifier of the key") int apiKeyId,
      @Meaning("name") String apiKeyName,
      @Meaning("what it is for") @Nullable String apiKeyDescription,
      @Meaning("who made it") UserChild createdBy,
      @Meaning("when it was made") LocalDateTime createdDate) {}

  public static void register(Operations operations) {
    operations.compute(
        "CreateApiKeyV3",
        "POST",
        "/api/v3/apiKey",
        MANAGE,
        ApiKeyCreateRequest.class,
        ApiKeyCreateResponse.class,
        ApiKeys::create,
        "Makes an API key that acts as the caller; it is shown this once.");
    operations
        .resource(RESPONSE)
        .filters("apiKeyId", "apiKeyName", "apiKeyDescription", "createdDate")
        .filter("systemUserCode", "createdBy.userCode")
        .filter("systemUserID", "createdBy.userId")
        .filter("fullName", "createdBy.fullName")
        .list(
            "GetApiKeysV3",
            "/api/v3/apiKey",
            "ApplicationSettings (View)",
            "Lists API keys, without the keys themselves.")
        .one(
            "GetApiKeyV3",
            "/api/v3/apiKey/{apiKeyId}",
            "ApplicationSettings (View)",
            "Answers one API key, without the key itself.")
        .edit(
            "EditApiKeyV3",
            "/api/v3/apiKey/{apiKeyId}",
            MANAGE,
            ApiKeyEditRequest.class,
            (call, request) ->
                call.sql().update(Tables.API_KEY, call.id("apiKeyId"), Values.from(request)),
            "Replaces an API key's name and description.")
        .delete(
            "DeleteApiKeyV3",
            "/api/v3/apiKey/{apiKeyId}",
            MANAGE,
            call -> call.sql().delete(Tables.API_KEY, call.id("apiKeyId")),
            "Deletes an API key; it stops working at once.");
  }

  private static ApiKeyCreateResponse create(Call call, ApiKeyCreateRequest request) {
    int user = call.caller().userId();
    Secret secret = make(call.sql(), user, request.apiKeyName(), request.apiKeyDescription());
    return new ApiKeyCreateResponse(
        secret.text(),
        secret.id(),
        request.apiKeyName(),
        request.apiKeyDescription(),
        UserChild.of(call.sql(), user),
        LocalDateTime.ofInstant(call.now(), call.caller().zone()));
  }

  /** Makes a key for a user and answers its text. */
  public static String make(Sql sql, int userId, String name) {
    return make(sql, userId, name, null).text();
  }

  private static Secret make(Sql sql, int userId, String name, @Nullable String description) {
    int id = sql.nextId(Tables.API_KEY);
    Secret secret = Secret.make(Secret.Kind.KEY, sql.tenant(), id);
    sql.insert(
        Tables.API_KEY,
        id,
        Values.none()
            .with("api_key_name", name)
            .with("api_key_description", description)
            .with("key_hash", secret.hash())
            .with("user_id", userId)
            .with("created_by", userId)
            .with("created_date", sql.now()));
    return secret;
  }

  /** A user as an answer that is computed names one. */
  public record UserChild(int userId, String userCode, String fullName) {
    /** The user of an id that is there. */
    public static UserChild of(Sql sql, int id) {
      return sql.first(
              "SELECT user_id, user_code, full_name FROM app_user WHERE tenant_id = :tenant AND user_id = :id",
              Map.of("id", id),
              row -> new UserChild(row.integer(1), row.text(2), row.text(3)))
          .orElseThrow();
    }
  }
}
