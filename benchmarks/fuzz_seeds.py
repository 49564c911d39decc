"""What mutants are made of: small files of each kind, and pieces that mean something to their readers."""

import gzip
import zlib

JSON_PIECES = (b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":", b"null", b"1e999", b'"text"', b'"id"', b"\\ud800", b"\xff", b"\n", b"\r")
MARKUP_PIECES = (
    b"<",
    b">",
    b"</",
    b"<!--",
    b"<![CDATA[",
    b"]]>",
    b"<!DOCTYPE a [",
    b"<!ENTITY b 'c'>",
    b"&b;",
    b"&#x0;",
    b"<?xml version='1.0'?>",
    b" xmlns='x'",
    b"<a href='http://desk.example/1'>",
    b"\x00",
    b"\xff\xfe",
    b"<p>",
    b"<div>" * 60,
)
WARC_PIECES = (
    b"WARC/1.0\r\n",
    b"Content-Length: 3",
    b"Content-Length: 99999999999999",
    b"\r\n",
    b"\r\n\r\n",
    b"\x1f\x8b\x08",
    b"HTTP/1.1 200 OK\r\n",
    b"Content-Encoding: gzip\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"WARC-Block-Digest: sha1:A\r\n",
    b"\x00",
)
MAIL_PIECES = (
    b"\n\nFrom desk Mon Mar  2 09:00:00 2026\n",
    b"Content-Type: multipart/mixed; boundary=b\n",
    b"--b\n",
    b"=?utf-8?q?=ff?=",
    b"=?x?b?",
    b"\n",
    b"Content-Transfer-Encoding: base64\n",
    b"charset=unknown-8bit",
    b"charset=utf-7",
    b"Date: 99 Foo 0000\n",
    b">From ",
    b"\xff",
)
TABLE_PIECES = (
    b",",
    b'"',
    b'""',
    b"\n",
    b"\r",
    b"\t",
    b"0000-00-00",
    b"2016-02-30",
    b"\x00",
    b"\xff",
    b"2016 Feb 30",
    b"9999",
    b"null",
    b"{",
    b"[",
    b"1e999",
)
TEXT_PIECES = (
    b" launched ",
    b"North Korea ",
    b" missile",
    b" said ",
    b"\xe2\x80\x9c",
    b"\xe2\x80\x9d",
    b". ",
    b"\n\n",
    b" on March 5, 2017",
    b" not ",
    b", which ",
    b" failed",
    b"Japan condemned ",
    b" from Sohae",
    b" will ",
    b"(",
    b")",
    b" -- ",
    b"\xef\xbf\xbd",
    b"\x00",
    b"12 ",
    b" Hwasong-15",
)
DAY_PIECES = (
    b" Monday",
    b" last ",
    b"March ",
    b" 31",
    b" 0",
    b"2017",
    b"9999",
    b"-",
    b"/",
    b":",
    b" a.m.",
    b" GMT",
    b" ago",
    b"next ",
    b" years",
    b" century",
    b" quarter",
    b" between ",
    b" and ",
    b" to ",
    b"the 1990s",
    b" 99999999999999999999 ",
)
TOML_PIECES = (
    b"[[source]]\n",
    b"[[review]]\n",
    b"[[sink]]\n",
    b"[[accepted]]\n",
    b" = ",
    b"kind",
    b"path",
    b"zone",
    b"[",
    b"]",
    b"{",
    b"}",
    b"[[",
    b'"',
    b"\n",
    b"true",
    b"nan",
    b"inf",
    b"1e999",
    b"-1",
    b"99999999999999999999",
    b"2026-03-01T00:00:00Z",
    b"0001-01-01",
    b"'~nobody'",
    b"\\u0000",
    b"\xff",
)
SQL_PIECES = (
    b"'",
    b'"',
    b"--",
    b"/*",
    b"*/",
    b";",
    b"(",
    b")",
    b"select ",
    b" from ",
    b"with x as ",
    b"$$",
    b"\x00",
    b"modeled.claims",
    b"T00:00Z",
)
CELL_PIECES = (b"\x1f", b",", b'"', b"\n", b"\r", b"=", b"+", b"-", b"@", b"'", b"\t", b"\xef\xbc\x9d", b"\x00", b"\xe2\x80\xa8")
ADDRESS_PIECES = (
    b"http://",
    b"//",
    b"@",
    b":",
    b"[::1]",
    b"[",
    b"]",
    b"%",
    b"%00",
    b"%2f",
    b"..",
    b"xn--",
    b"\xc3\xa9",
    b"127.1",
    b"0x7f.1",
    b"\\",
    b"#",
    b"?",
    b"\t",
    b":99999",
    b"javascript:",
)
ROBOTS_PIECES = (
    b"User-agent: ",
    b"Disallow: ",
    b"Allow: ",
    b"Crawl-delay: ",
    b"*",
    b"$",
    b"#",
    b"\n",
    b"\r",
    b"%",
    b"%2F",
    b"/",
    b"launchwire",
    b"9e9",
)
LINE = b'{"id": "1", "title": "A rise", "text": "A rocket rose on Monday.", "date": "2026-03-01", "url": "http://desk.example/1"}\n'
PAGE = (
    b"<html><head><title>A rise</title><meta property='article:published_time' content='2026-03-01T09:00:00Z'></head>"
    b"<body><h1>A rise</h1><p>"
    + b"The crew fired a weather rocket from the pier at dawn and watched it climb above the bay. </p><p>" * 3
    + b"</p></body></html>"
)
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
WARC = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://desk.example/1\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (
    len(HTTP),
    HTTP,
)
MAIL = (
    b"From desk@wire.example Mon Mar  2 09:00:00 2026\nFrom: Desk <desk@wire.example>\nSubject: A rise\n"
    b"Date: Mon, 2 Mar 2026 09:00:00 +0000\nContent-Type: multipart/alternative; boundary=b\n\n--b\n"
    b"Content-Type: text/plain\n\nA rocket rose. http://desk.example/1\n--b\n"
    b"Content-Type: text/html\n\n<p>A rocket <a href='http://desk.example/2'>rose</a>.</p>\n--b--\n\n"
)
RSS = (
    b"<?xml version='1.0'?><rss version='2.0'><channel><title>Desk</title><item><title>A rise</title><link>http://desk.example/1</link>"
    b"<pubDate>Mon, 2 Mar 2026 09:00:00 +0000</pubDate><description>&lt;p&gt;A rocket rose.&lt;/p&gt;</description>"
    b"<guid>1</guid></item></channel></rss>"
)
ATOM = (
    b"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://desk.example/'><entry><title type='html'>A rise</title><id>1</id>"
    b"<link href='1.html'/><updated>2026-03-02T09:00:00Z</updated><content type='xhtml'><div>A rocket rose.</div></content></entry></feed>"
)
JSON_FEED = (
    b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "http://desk.example/1", "title": "A rise", '
    b'"content_html": "<p>A rocket rose.</p>", "date_published": "2026-03-02T09:00:00Z"}, {"content_text": "It fell."}]}'
)
SITEMAP = (
    b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url>"
    b"<loc>http://desk.example/1</loc><news:news><news:title>A rise</news:title><news:publication_date>2026-03-02</news:publication_date>"
    b"</news:news></url></urlset>"
)
INDEX = b"<sitemapindex><sitemap><loc>http://desk.example/a.xml</loc><lastmod>2026-03-02</lastmod></sitemap></sitemapindex>"
GDELT_JSON = b'{"articles": [{"url": "http://desk.example/1", "title": "A rise", "seendate": "20260302T090000Z"}]}'
GDELT_CSV = b"URL,MobileURL,Date,Title\nhttp://desk.example/1,,2026-03-02 09:00:00,A rise\n"
GCAT = b"#Launch_Tag\tLaunch_Date\tLV_Type\tLaunch_Site\tLaunch_Code\n2016-A1\t2016 Feb  7 0030:00\tUnha\tSOHAE\tOS\n"
NAGIX = b'{"timeBins": [{"data": [{"date": "2016-02-07", "time": "0:30 (UTC)", "missile": "Unha", "outcome": "Success"}]}]}'
CSIS = b"date,event,description\n2016-02-07,Ballistic Missile Launch,A rocket rose\n2017-03-06,Nuclear,None\n"
STORY = (
    b"Crew fires rocket\nSEOUL -- North Korea fired two ballistic missiles from Sohae on Monday, the ministry said. Japan condemned the "
    b'launch, which failed after 90 seconds. "It flew 500 kilometers," an official said.\n\n'
    b"The South plans to launch a satellite on March 12, 2017."
)
ANSWER = (
    b'{"relevant": true, "launches": [{"id": "l1", "status": "occurred", "launch_class": "ballistic", "country": "KP", '
    b'"date_start": "2017-03-06", "date_end": "2017-03-06", "time_local": null, "site": "Sohae", "vehicle": null, "payload": null, '
    b'"outcome": "unknown", "focus": true, "evidence": ["North Korea fired a missile from Sohae on Monday"]}], "claims": [{"speaker": '
    b'"the ministry", "country": null, "via": null, "topic": "nature", "value": "ballistic", "launch": "l1", "evidence": "the ministry '
    b'said"}], "reactions": [{"actor": "Japan", "country": "JP", "via": null, "type": "condemn", "launch": "l1", "evidence": "Japan '
    b'condemned it"}]}'
)

PACKED_LINES = (gzip.compress(LINE * 3, mtime=0), gzip.compress(LINE, mtime=0) * 2)
PACKED_WARC = gzip.compress(WARC, mtime=0) * 2
URLS = b"http://desk.example/1\nhttps://desk.example/2 # two\n"
DAYS = (
    b"It flew on March 5, 2017, at 7:36 a.m. KST, two days after Friday. Between February 8 and 25 nothing rose, last month or in "
    b"the 1990s.\nA third one is due within 3 weeks, in early 2018 or the next quarter; the 21st century began at noon."
)
SOURCES = (
    b'[[source]]\nid = "a"\nkind = "folder"\npath = "."\nzone = "Asia/Seoul"\n[[source]]\nid = "b"\nkind = "feed"\n'
    b'url = "https://desk.example/feed"\ncontent = "full"\nmax_pages = 3\nrobots = true\ndelay_seconds = 1.5\n'
)
REVIEWS = (
    b'[[review]]\nkind = "override"\nsubject = "evt_1"\nproperty = "outcome_code"\nvalue = "failure"\nreviewer = "A. Reader"\n'
    b'date = 2026-11-20\nreason = "It fell."\n'
    b'[[review]]\nkind = "split"\nsubject = "lau_1"\nreviewer = "A"\ndate = 2026-11-20\nreason = "B"\n'
)
SINKS = (
    b'[[sink]]\nkind = "log"\npath = "told.jsonl"\n[[sink]]\nkind = "webhook"\nurl = "https://desk.example/x"\n[[sink]]\nkind = "email"\n'
    b'host = "mail.example"\nport = 587\nsecurity = "starttls"\nsender = "a@b.example"\nrecipients = ["c@d.example"]\n'
)
ACCEPTED = b'[[accepted]]\nmeasure = "articles"\nrelease = 3\nreason = "A source was taken out."\n'
QUESTIONS = (b"select * from modeled.launch_events where launch_date_min > '2017-01-01'", b"show all tables", b"2023-11-22T00:00Z")
CELLS = b'=1+1\x1fit said "no"\x1ftwo\nlines\x1f\'quoted'
ADDRESSES = (b"https://desk.example:8080/a/b?c=d#e", b"../a b", b"http://[::ffff:127.0.0.1]/", b"192.0.2.1")
ROBOTS = b"User-agent: *\nDisallow: /private\nAllow: /private/a*.html$\nCrawl-delay: 2.5\n\nUser-agent: launchwire\nDisallow:\n"
RESERVED = b'[{"location": "/news/*", "tdm-reservation": 1}, {"location": "/*.html$", "tdm-reservation": 0}]'
BODIES = (b"\x00" + gzip.compress(PAGE, mtime=0), b"\x01" + zlib.compress(PAGE), b"\x02" + PAGE)
REPLY_PIECES = (
    b"\r\n", b"HTTP/1.1 ", b"304 ", b"301 ", b"429 ", b"Location: ", b"Retry-After: ", b"ETag: ", b"\xe9", b"Content-Length: 3\r\n",
    b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n", b"Last-Modified: ", b"Mon, 02 Mar 2026 09:00:00 GMT", b"\x00",
    b"ffffffffff", b":",
)  # fmt: skip
REPLIES = (
    b'HTTP/1.1 200 OK\r\nETag: "one"\r\nLast-Modified: Mon, 02 Mar 2026 09:00:00 GMT\r\nContent-Length: 3\r\n\r\none',
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n0\r\n\r\n",
    b"HTTP/1.1 301 Moved\r\nLocation: ../a?b\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 429 Wait\r\nRetry-After: Mon, 02 Mar 2026 09:00:00 GMT\r\nContent-Length: 0\r\n\r\n",
)
