//! Answers requests from the map of routes; a request never reaches the disk. With `idle_timeout.rs`, which accepts
//! its connections, the only file that names the web server.

use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

use super::access::{self, HostPolicy, Refusal, RequestMeta};
use super::companion::{COMPANION_FOLDER, Companion, CompanionReply, CompanionRequest, MAX_BODY_BYTES, Preview};
use super::idle_timeout::IdleTimeoutListener;
use super::reconcile::{self, FormFields, ReconcileRequest};
use super::reply::{self, ConditionalHeaders, PageAdditions, Reply};
use super::served_site::{ServedSite, SharedSite};

/// The header with the token of a page.
const TOKEN_HEADER: HeaderName = HeaderName::from_static("x-dossier-token");
/// The policy of the companion's pages: nothing but its own files.
const COMPANION_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
    img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const RELOAD_SCRIPT: &str = include_str!("reload.js");

/// Shared state of all requests.
#[derive(Clone)]
struct ServerState {
    shared_site: Arc<SharedSite>,
    preview: Preview,
    companion: Option<Arc<dyn Companion>>,
    hosts: HostPolicy,
    reload: bool,
    reconcile: bool,
}

/// Starts answering on its own threads.
///
/// # Errors
/// If the system cannot start threads.
pub(super) fn start(
    listeners: Vec<TcpListener>,
    preview: Preview,
    companion: Option<Arc<dyn Companion>>,
    hosts: HostPolicy,
    reload: bool,
    reconcile: bool,
) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    for listener in &listeners {
        listener.set_nonblocking(true)?;
    }
    std::thread::Builder::new().name("http".to_owned()).spawn(move || {
        runtime.block_on(async move {
            let shared_site = Arc::clone(&preview.shared_site);
            let state = ServerState { shared_site, preview, companion, hosts, reload, reconcile };
            let app = Router::new().fallback(answer).with_state(state);
            let mut serving = Vec::new();
            for listener in listeners {
                let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { continue };
                serving.push(tokio::spawn(axum::serve(IdleTimeoutListener(listener), app.clone()).into_future()));
            }
            for server in serving {
                // Runs until the process ends.
                let _ = server.await;
            }
        });
    })?;
    Ok(())
}

async fn answer(State(server): State<ServerState>, request: Request) -> Response {
    if let Some(companion) = server.companion.clone().filter(|_| request.method() == axum::http::Method::POST) {
        return changed(&server, companion, request).await;
    }
    if server.reconcile && access::is_reconcile_path(request.uri().path()) {
        return reconciled(server, request).await;
    }
    let (path, conditions, query) = match admitted(&request, server.hosts) {
        Ok(admitted) => admitted,
        Err(refusal) => return sent(reply::plain(refusal.status(), refusal.words())),
    };
    let prefix = server.shared_site.current().prefix.clone();
    match path.strip_prefix(&prefix) {
        Some("_dossier/events") if server.reload => events(&server.shared_site, &query),
        Some("_dossier/reload.js") if server.reload => {
            let script = reply::ReplyBody::Own(RELOAD_SCRIPT.as_bytes().to_vec());
            sent(reply::typed(200, "text/javascript; charset=utf-8", script))
        }
        Some(path) if server.companion.is_some() && path.starts_with(COMPANION_FOLDER) => {
            let path = path[COMPANION_FOLDER.len()..].to_owned();
            let asked = CompanionRequest { path, query, ..CompanionRequest::default() };
            companion_page(server, prefix.clone(), asked).await
        }
        Some(route) => page(server, prefix, route.to_owned(), conditions).await,
        None if path == "/" => sent(reply::redirect(&prefix)),
        // No route contains a NUL.
        None => page(server, prefix, String::from("\0"), conditions).await,
    }
}

/// Answers a request that asks for a change. Whoever sent it is known before its body is read.
async fn changed(server: &ServerState, companion: Arc<dyn Companion>, request: Request) -> Response {
    let refused = |refusal: Refusal| sent(reply::plain(refusal.status(), refusal.words()));
    let path = match with_meta(&request, access::admit_change) {
        Ok(path) => path,
        Err(refusal) => return refused(refusal),
    };
    let prefix = server.shared_site.current().prefix.clone();
    let Some(path) = path.strip_prefix(&prefix).and_then(|path| path.strip_prefix(COMPANION_FOLDER)) else {
        return refused(Refusal::Method);
    };
    if !companion.knows(&header_text(&request, header::COOKIE), &header_text(&request, TOKEN_HEADER)) {
        return refused(Refusal::Foreign);
    }
    let body_type = companion.body_type(path);
    if header_text(&request, header::CONTENT_TYPE) != body_type {
        return sent(reply::plain(415, &format!("only {body_type} is understood here")));
    }
    let query = request.uri().query().unwrap_or_default().to_owned();
    let asked = CompanionRequest { is_change: true, path: path.to_owned(), query, body: Vec::new() };
    let Ok(body) = axum::body::to_bytes(request.into_body(), MAX_BODY_BYTES).await else {
        return sent(reply::plain(413, "this is too long, or it was not sent in full"));
    };
    companion_page(server.clone(), prefix, CompanionRequest { body: body.to_vec(), ..asked }).await
}

/// Lets the companion answer, on a blocking thread.
async fn companion_page(server: ServerState, prefix: String, asked: CompanionRequest) -> Response {
    let Some(companion) = server.companion else { return sent(reply::plain(404, "there is no such page")) };
    let cookie = format!("{}; Path={}; SameSite=Strict; HttpOnly", companion.cookie(), reply::encoded(&prefix));
    let made = tokio::task::spawn_blocking(move || companion.answer(&asked, &server.preview)).await;
    let Ok(CompanionReply { status, media_type, is_page, bytes }) = made else {
        return sent(reply::plain(500, "this cannot be answered; nothing was changed, or all of it: look at the page"));
    };
    let mut reply = reply::typed(status, media_type, reply::ReplyBody::Own(bytes));
    if is_page {
        reply.headers.retain(|(name, _)| *name != "content-security-policy");
        reply.headers.push(("content-security-policy", COMPANION_POLICY.to_owned()));
        reply.headers.push(("set-cookie", cookie));
    }
    sent(reply)
}

/// Returns a header as text. It may hold any bytes and may be repeated; a value that cannot be read never matches ours.
fn header_text(request: &Request, name: HeaderName) -> String {
    let values = request.headers().get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes()));
    values.collect::<Vec<_>>().join(", ")
}

/// Calls a rule of access with the parts of a request that decide.
fn with_meta<T>(request: &Request, rule: impl FnOnce(&RequestMeta<'_>) -> T) -> T {
    rule(&RequestMeta {
        method: request.method().as_str(),
        path: request.uri().path(),
        n_hosts: request.headers().get_all(header::HOST).iter().count(),
        authority: request.uri().authority().map_or("", axum::http::uri::Authority::as_str),
        host: &header_text(request, header::HOST),
        origin: &header_text(request, header::ORIGIN),
        site: &header_text(request, HeaderName::from_static("sec-fetch-site")),
    })
}

/// Returns the path, the conditions and the query of an allowed request.
fn admitted(request: &Request, hosts: HostPolicy) -> Result<(String, ConditionalHeaders, String), Refusal> {
    let text = |name: HeaderName| header_text(request, name);
    let path = with_meta(request, |asked| access::admit(asked, hosts))?;
    let conditions = ConditionalHeaders {
        range: text(header::RANGE),
        if_range: text(header::IF_RANGE),
        if_none_match: text(header::IF_NONE_MATCH),
    };
    Ok((path, conditions, request.uri().query().unwrap_or_default().to_owned()))
}

/// Answers a request to the reconciliation service; other pages of this machine may read the answer.
async fn reconciled(server: ServerState, request: Request) -> Response {
    let origin = header_text(&request, header::ORIGIN);
    let mut response = sent(match with_meta(&request, access::admit_reconcile) {
        Err(refusal) => return sent(reply::plain(refusal.status(), refusal.words())),
        Ok(_) if request.method() == axum::http::Method::OPTIONS => preflight(),
        Ok(path) => match reconcile_request(path, request).await {
            Err(refusal) => refusal,
            Ok(request) => {
                let site = server.shared_site.current();
                let made = tokio::task::spawn_blocking(move || reconcile::answer(&site, &request));
                made.await.unwrap_or_else(|_| reconcile::refused(500, "this request cannot be answered"))
            }
        },
    });
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Origin"));
    if let Ok(origin) = HeaderValue::from_str(&origin)
        && !origin.is_empty()
    {
        response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    response
}

fn preflight() -> Reply {
    let mut reply = reply::typed(204, "text/plain; charset=utf-8", reply::ReplyBody::Own(Vec::new()));
    reply.headers.push(("access-control-allow-methods", "GET, POST".to_owned()));
    reply.headers.push(("access-control-allow-headers", "content-type".to_owned()));
    reply
}

/// Reads the fields of a request: those of its body, then those of its address.
async fn reconcile_request(path: String, request: Request) -> Result<ReconcileRequest, Reply> {
    let host = header_text(&request, header::HOST);
    let mut text = request.uri().query().unwrap_or_default().to_owned();
    if request.method() == axum::http::Method::POST {
        let form = header_text(&request, header::CONTENT_TYPE);
        let form = form.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if form != "application/x-www-form-urlencoded" {
            return Err(reconcile::refused(415, "the body must be application/x-www-form-urlencoded"));
        }
        let body = axum::body::to_bytes(request.into_body(), reconcile::MAX_BODY_BYTES).await;
        let body = body.map_err(|_| reconcile::refused(413, "the body may hold 1 MiB at most"))?;
        let body = std::str::from_utf8(&body).map_err(|_| reconcile::refused(400, "the body is not UTF-8"))?;
        text = format!("{body}&{text}");
    }
    match FormFields::decode(&text) {
        Some(fields) => Ok(ReconcileRequest { path, fields, host }),
        None => Err(reconcile::refused(400, "the fields are not encoded as a form")),
    }
}

/// Answers on a blocking thread, so that a slow page does not delay other requests.
async fn page(server: ServerState, prefix: String, route: String, conditions: ConditionalHeaders) -> Response {
    let made = tokio::task::spawn_blocking(move || {
        let route = if route.is_empty() || route.ends_with('/') { format!("{route}index.html") } else { route };
        let shown = server.shared_site.current();
        if !shown.has(&route) && shown.has(&format!("{route}/index.html")) {
            return reply::redirect(&format!("{prefix}{route}/"));
        }
        let additions = PageAdditions { reload: server.reload, companion: server.companion.as_deref() };
        reply::page(&server.shared_site, &route, &conditions, additions)
    });
    sent(made.await.unwrap_or_else(|_| reply::plain(500, "this page cannot be rendered")))
}

fn sent(reply: Reply) -> Response {
    let mut response = Response::new(Body::from(Bytes::from_owner(reply.bytes)));
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in reply.headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    response
}

/// Sends an event at once and after every build: the current key of the page, and the current errors.
fn events(window: &SharedSite, query: &str) -> Response {
    let route = query.strip_prefix("route=").and_then(access::decoded_path).unwrap_or_default();
    let news = WatchStream::new(window.subscribe());
    let events = news.map(move |shown| Ok::<_, Infallible>(event(&shown, &route)));
    let mut response = Sse::new(events).keep_alive(KeepAlive::default()).into_response();
    for (name, value) in reply::typed(200, "text/event-stream", reply::ReplyBody::Own(Vec::new())).headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    response
}

fn event(shown: &ServedSite, route: &str) -> Event {
    let [key, unstyled] = shown.keys(route);
    let data = serde_json::json!({
        "generation": shown.generation,
        "key": key,
        "unstyled": unstyled,
        "styles": shown.built.style_sheets().collect::<Vec<_>>(),
        "errors": shown.all_errors(),
    });
    Event::default().data(data.to_string())
}
